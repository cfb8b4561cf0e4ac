using Trading.Accounting;

namespace Trading.Tests.Shared.Accounting;

public sealed class DollarsTests
{
    [Theory]
    [InlineData("100.5", "+$100.50")]
    [InlineData("-50.25", "$-50.25")]
    [InlineData("0", "$0.00")]
    [InlineData("0.004", "$0.00")]
    [InlineData("-0.004", "$0.00")]
    [InlineData("0.005", "$0.00")]
    [InlineData("0.015", "+$0.02")]
    [InlineData("1234567.891", "+$1234567.89")]
    public void Is_written_with_its_sign(string amount, string text) =>
        Assert.Equal(text, Dollars.WithSign(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));
}

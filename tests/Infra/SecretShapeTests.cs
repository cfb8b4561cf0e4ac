using System.Text.RegularExpressions;

namespace Trading.Tests.Infra;

/// <summary>Nothing that opens a door stands in what is deployed.</summary>
public sealed partial class SecretShapeTests
{
    [Fact]
    public void No_key_and_no_connection_string_stands_in_infra()
    {
        string[] files = [.. InfraFiles.Named("infra", string.Empty), .. InfraFiles.Named(".github", string.Empty)];
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(Shape(), InfraFiles.Text(file)));
    }

    /// <summary>The shapes are worth something only while they find what they are for.</summary>
    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=bm90IGEga2V5IGJ1dCBsb25nIGVub3VnaCB0byBsb29rIGxpa2Ugb25l")]
    [InlineData("InstrumentationKey=00000000-0000-0000-0000-000000000001")]
    [InlineData("key: 'PKABCDEFGHIJKLMNOPQR'")]
    [InlineData("sig=abcdefghijklmnopqrstuvwxyz0123456789%2B%3D&se=2026")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    public void The_shapes_find_keys(string text) => Assert.Matches(Shape(), text);

    [GeneratedRegex(@"AccountKey=|SharedAccessSignature=|InstrumentationKey=[0-9a-f]|\bsig=[A-Za-z0-9%]{20,}|\b[PA]K[A-Z0-9]{18}\b|-----BEGIN|[A-Za-z0-9+/]{64,}={0,2}(?![A-Za-z0-9+/@])", RegexOptions.None, 5000)]
    private static partial Regex Shape();
}

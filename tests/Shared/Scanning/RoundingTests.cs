using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Trading.Scanning;

namespace Trading.Tests.Shared.Scanning;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(2.675, 2, 2.67)]
    [InlineData(0.125, 2, 0.12)]
    [InlineData(0.375, 2, 0.38)]
    [InlineData(1.005, 2, 1.0)]
    [InlineData(2.665, 2, 2.67)]
    [InlineData(-2.675, 2, -2.67)]
    [InlineData(-0.125, 2, -0.12)]
    [InlineData(0.00005, 4, 0.0001)]
    [InlineData(0.00015, 4, 0.0001)]
    [InlineData(49.518071, 6, 49.518071)]
    [InlineData(5e15, 2, 5e15)]
    public void Half_even_goes_by_the_exact_value_of_the_double(double value, int digits, double expected) =>
        Assert.Equal(expected, Rounding.HalfEven(value, digits));

    [Theory]
    [InlineData(2.675, 2.68)]
    [InlineData(0.125, 0.12)]
    [InlineData(1.005, 1.0)]
    public void Scaled_goes_by_the_rounded_product(double value, double expected) => Assert.Equal(expected, Rounding.Scaled(value, 2));

    [Fact]
    public void Half_even_agrees_with_whole_number_arithmetic()
    {
        var numbers = from tenThousandths in Gen.Choose(-20_000_000, 20_000_000)
                      from nudge in Gen.Choose(-2, 2)
                      select Nudge(tenThousandths / 8000.0, nudge);
        Prop.ForAll(numbers.ToArbitrary(), value => Rounding.HalfEven(value, 2) == Exact(value)).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(5, 9));
    }

    private static double Nudge(double value, int steps) =>
        steps < 0 ? Math.BitDecrement(value) : steps > 0 ? Math.BitIncrement(value) : value;

    // value = mantissa x 2^exponent exactly, so value x 100 is a fraction of whole numbers.
    private static double Exact(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52) - 1075;
        var mantissa = new BigInteger((bits & 0xFFFFFFFFFFFFF) | (1L << 52));
        if (value == 0 || exponent >= 0)
        {
            return value;
        }

        var one = BigInteger.One << -exponent;
        var cents = BigInteger.DivRem(mantissa * 100, one, out var rest);
        var twice = rest * 2;
        cents += twice > one || (twice == one && !cents.IsEven) ? 1 : 0;
        return Math.Sign(value) * ((double)cents / 100);
    }
}

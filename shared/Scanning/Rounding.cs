namespace Trading.Scanning;

/// <summary>Rounding of binary doubles to decimals.</summary>
internal static class Rounding
{
    private const double MostExact = 4503599627370496; // 2^52: from here on every double is whole

    /// <summary>
    /// The decimal of <paramref name="digits"/> places nearest to the exact value of the double, ties to even: 2.675 is 2.67499... and gives 2.67.
    /// The scaled product and its rounding error (from a fused multiply-add) together are exact, so no tie is made or missed.
    /// </summary>
    public static double HalfEven(double value, int digits)
    {
        var scale = Scale(digits);
        var product = value * scale;
        if (!(Math.Abs(product) < MostExact))
        {
            return value;
        }

        var error = Math.FusedMultiplyAdd(value, scale, -product);
        var floor = Math.Floor(product);
        var past = product - floor - 0.5 + error;
        var up = past > 0 || (past == 0 && Math.IEEERemainder(floor, 2) != 0);
        return Math.CopySign((up ? floor + 1 : floor) / scale, value);
    }

    /// <summary>The same by scaling alone, as array libraries round: 2.675 times 100 is 267.5 and gives 2.68.</summary>
    public static double Scaled(double value, int digits) => Math.Round(value * Scale(digits)) / Scale(digits);

    private static double Scale(int digits) => digits switch
    {
        2 => 100,
        4 => 10_000,
        6 => 1_000_000,
        _ => throw new ArgumentOutOfRangeException(nameof(digits), digits, "2, 4 or 6 places"),
    };
}

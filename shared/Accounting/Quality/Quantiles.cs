namespace Trading.Accounting.Quality;

/// <summary>
/// The spread of some values. Quantiles by linear interpolation between the closest ranks, position p x (n - 1) counted from zero
/// (Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996, definition 7): of 100, 200, ... 2000 the 95th percentile is 1905.
/// </summary>
/// <param name="Count">How many values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Median">The value in the middle.</param>
/// <param name="P95">The 95th percentile.</param>
public sealed record Quantiles(int Count, decimal Mean, decimal Median, decimal P95)
{
    private const int Digits = 4;

    /// <summary>The spread of <paramref name="values"/>; null without any.</summary>
    public static Quantiles? Of(IEnumerable<decimal> values)
    {
        decimal[] sorted = [.. values.Order()];
        return sorted.Length == 0
            ? null
            : new Quantiles(sorted.Length, decimal.Round(sorted.Average(), Digits), At(sorted, 0.5m), At(sorted, 0.95m));
    }

    /// <summary>The quantile <paramref name="part"/>, from 0 to 1, of values in ascending order.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    internal static decimal At(IReadOnlyList<decimal> sorted, decimal part)
    {
        if (sorted.Count == 0)
        {
            throw new ArgumentException("there is no quantile of nothing", nameof(sorted));
        }

        var position = part * (sorted.Count - 1);
        var below = (int)decimal.Floor(position);
        var above = int.Min(below + 1, sorted.Count - 1);
        return decimal.Round(sorted[below] + ((position - below) * (sorted[above] - sorted[below])), Digits);
    }
}

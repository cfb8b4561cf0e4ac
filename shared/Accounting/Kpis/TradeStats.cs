namespace Trading.Accounting.Kpis;

/// <summary>
/// Round trips in figures. Dollars gross of fees, as in the day's summary; a figure that has nothing to divide by is null, never zero or infinite.
/// Sums of disjoint sets of trips may be added.
/// </summary>
/// <param name="Trips">Round trips.</param>
/// <param name="Wins">Those above zero.</param>
/// <param name="Losses">Those below zero; the rest are neither.</param>
/// <param name="GrossProfit">Sum of the wins.</param>
/// <param name="GrossLoss">Sum of the losses, zero or below.</param>
/// <param name="Fees">Fees of both sides.</param>
public sealed record TradeStats(int Trips, int Wins, int Losses, decimal GrossProfit, decimal GrossLoss, decimal Fees)
{
    private const int Digits = 8;

    /// <summary>No trip.</summary>
    public static TradeStats None { get; } = new(0, 0, 0, 0m, 0m, 0m);

    /// <summary>Wins plus losses.</summary>
    public decimal Realized => GrossProfit + GrossLoss;

    /// <summary>Wins x 100 / (wins + losses), percent; null without either.</summary>
    public decimal? WinRate => Wins + Losses == 0 ? null : decimal.Round(Wins * 100m / (Wins + Losses), 4);

    /// <summary>Mean of the wins; null without one.</summary>
    public decimal? AverageWin => Mean(GrossProfit, Wins);

    /// <summary>Mean of the losses, below zero; null without one.</summary>
    public decimal? AverageLoss => Mean(GrossLoss, Losses);

    /// <summary>Gross profit / gross loss; null without a loss, when it would be infinite or nothing at all.</summary>
    public decimal? ProfitFactor => GrossLoss == 0m ? null : decimal.Round(GrossProfit / -GrossLoss, Digits);

    /// <summary>Why there is no profit factor, or null when there is one.</summary>
    public string? ProfitFactorNote => GrossLoss != 0m ? null : Wins == 0 ? "no wins and no losses" : "no losses: it would be infinite";

    /// <summary>What a trip brought on average, gross of fees; null without one.</summary>
    public decimal? Expectancy => Mean(Realized, Trips);

    /// <summary>The same after fees.</summary>
    public decimal? NetExpectancy => Mean(Realized - Fees, Trips);

    /// <summary>The figures of some trips.</summary>
    public static TradeStats Of(IEnumerable<RoundTrip> trips)
    {
        var sum = None;
        foreach (var trip in trips)
        {
            sum += new TradeStats(1, trip.Gross > 0m ? 1 : 0, trip.Gross < 0m ? 1 : 0, decimal.Max(trip.Gross, 0m), decimal.Min(trip.Gross, 0m), trip.Fees);
        }

        return sum;
    }

    /// <summary>The figures of both sets together.</summary>
    public static TradeStats operator +(TradeStats left, TradeStats right) => new(
        left.Trips + right.Trips,
        left.Wins + right.Wins,
        left.Losses + right.Losses,
        left.GrossProfit + right.GrossProfit,
        left.GrossLoss + right.GrossLoss,
        left.Fees + right.Fees);

    private static decimal? Mean(decimal sum, int count) => count == 0 ? null : decimal.Round(sum / count, Digits);
}

/// <summary>The trips of one symbol, or of one reason to sell.</summary>
/// <param name="Key">The symbol; or the word of an <see cref="ExitKind"/>, lower case.</param>
/// <param name="Stats">Their figures.</param>
public sealed record TradeGroup(string Key, TradeStats Stats)
{
    /// <summary>Groups in ordinal order of their key.</summary>
    public static IReadOnlyList<TradeGroup> By(IEnumerable<RoundTrip> trips, Func<RoundTrip, string> key) =>
        [.. trips.GroupBy(key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new TradeGroup(group.Key, TradeStats.Of(group)))];
}

using NodaTime;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>
/// The scan of a whole market for one trading date: stale symbols out, the filters, the pure scan, the rank. Pure: the same inputs give the same report.
/// A symbol whose newest bar is not of the as-of session is stale and left out; when more than a fifth of the symbols are stale, bad or empty,
/// the report says that its inputs are stale, and the freshness gate stays shut.
/// </summary>
public static class DailyScan
{
    private const double MostLeftOut = 0.2;

    /// <summary>Scans <paramref name="inputs"/>.</summary>
    /// <exception cref="MarketDataException">The market lists no symbol: nothing was scanned, which is not the same as nothing found.</exception>
    public static ScanReport Run(ScanInputs inputs, ScanSettings settings, ScanFilters filters)
    {
        if (inputs.Listed == 0)
        {
            throw new MarketDataException("The market lists no symbols, so there is nothing to scan; check the source of the bars");
        }

        var known = new List<BarSeries>(inputs.Market.Count);
        foreach (var bars in inputs.Market)
        {
            if (bars.Through(inputs.AsOf) is { Count: > 0 } cut)
            {
                known.Add(cut);
            }
        }

        var asOf = BarSeries.ToDay(inputs.AsOf);
        var current = known.FindAll(bars => bars.Days[^1] == asOf);
        var regime = filters.Regime ? RegimeFilter.Evaluate(inputs.Benchmark, inputs.AsOf) : new Regime(Open: true, Warning: null);
        var screened = Screen(current, inputs, filters, out var illiquid, out var nearEarnings);
        var found = MarketScan.Run(regime.Open ? screened : [], settings);
        return new ScanReport(
            inputs.ScanDate,
            inputs.AsOf,
            Newest(known),
            inputs.Correlation,
            new ScanCoverage(inputs.Listed, known.Count, regime.Open ? screened.Count : 0, inputs.Bad.Count, known.Count - current.Count, illiquid, nearEarnings),
            found.Gates,
            regime.Open,
            inputs.Listed - current.Count > MostLeftOut * inputs.Listed,
            [.. found.Candidates.Select(candidate => Complete(candidate, inputs))],
            [.. known.Where(bars => bars.Days[^1] != asOf).Select(bars => bars.Symbol).Concat(inputs.Bad).Order()],
            Warnings(regime, inputs, filters));
    }

    private static List<BarSeries> Screen(List<BarSeries> market, ScanInputs inputs, ScanFilters filters, out int illiquid, out int nearEarnings)
    {
        var day = BarSeries.ToDay(inputs.ScanDate);
        var liquid = filters.Liquidity ? market.FindAll(bars => LiquidityFilter.Passes(bars, day)) : market;
        var quiet = filters.Earnings && inputs.Earnings is { } calendar ? liquid.FindAll(bars => !calendar.IsNear(bars.Symbol, inputs.ScanDate)) : liquid;
        (illiquid, nearEarnings) = (market.Count - liquid.Count, liquid.Count - quiet.Count);
        return quiet;
    }

    private static Candidate Complete(Candidate candidate, ScanInputs inputs) => candidate with
    {
        Sector = inputs.Sectors.Of(candidate.Symbol),
        CorrelationId = Candidate.CorrelationOf(inputs.Correlation, candidate.Symbol),
    };

    private static LocalDate? Newest(List<BarSeries> market)
    {
        var newest = int.MinValue;
        foreach (var bars in market)
        {
            newest = Math.Max(newest, bars.Days[^1]);
        }

        return market.Count == 0 ? null : BarSeries.FromDay(newest);
    }

    private static List<string> Warnings(Regime regime, ScanInputs inputs, ScanFilters filters)
    {
        var warnings = new List<string>();
        if (regime.Warning is { } warning)
        {
            warnings.Add(warning);
        }

        if (filters.Earnings && inputs.Earnings is null)
        {
            warnings.Add("There is no earnings calendar: symbols that report within two days are not left out");
        }

        return warnings;
    }
}

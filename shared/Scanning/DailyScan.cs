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
    private const int NoDay = int.MinValue;

    /// <summary>Scans <paramref name="inputs"/>.</summary>
    /// <exception cref="MarketDataException">The market lists no symbol: nothing was scanned, which is not the same as nothing found.</exception>
    public static ScanReport Run(ScanInputs inputs, ScanSettings settings, ScanFilters filters)
    {
        if (inputs.Listed == 0)
        {
            throw new MarketDataException("The market lists no symbols, so there is nothing to scan; check the source of the bars");
        }

        var asOf = BarSeries.ToDay(inputs.AsOf);
        var current = new List<BarSeries>(inputs.Market.Count);
        var stale = new List<Symbol>();
        var newest = Sort(inputs.Market, asOf, current, stale);
        var regime = filters.Regime ? RegimeFilter.Evaluate(inputs.Benchmark, inputs.AsOf) : new Regime(Open: true, Warning: null);
        var screened = Screen(current, inputs, filters, out var illiquid, out var nearEarnings);
        var found = MarketScan.Run(regime.Open ? screened : [], settings);
        return new ScanReport(
            inputs.ScanDate,
            inputs.AsOf,
            newest == NoDay ? null : BarSeries.FromDay(newest),
            inputs.Correlation,
            new ScanCoverage(
                inputs.Listed, current.Count + stale.Count, regime.Open ? screened.Count : 0, inputs.Bad.Count, stale.Count, illiquid, nearEarnings),
            found.Gates,
            regime.Open,
            inputs.Listed - current.Count > MostLeftOut * inputs.Listed,
            Complete(found.Candidates, inputs),
            [.. inputs.Bad, .. stale],
            Warnings(regime, inputs, filters));
    }

    // Bars after the as-of day are cut off; the newest day that is left is returned.
    private static int Sort(IReadOnlyList<BarSeries> market, int asOf, List<BarSeries> current, List<Symbol> stale)
    {
        var newest = NoDay;
        for (var i = 0; i < market.Count; i++)
        {
            var bars = market[i];
            if (bars.Count > 0 && bars.Days[^1] > asOf)
            {
                bars = bars.Through(BarSeries.FromDay(asOf));
            }

            if (bars.Count == 0)
            {
                continue;
            }

            newest = Math.Max(newest, bars.Days[^1]);
            if (bars.Days[^1] == asOf)
            {
                current.Add(bars);
            }
            else
            {
                stale.Add(bars.Symbol);
            }
        }

        return newest;
    }

    private static List<BarSeries> Screen(List<BarSeries> market, ScanInputs inputs, ScanFilters filters, out int illiquid, out int nearEarnings)
    {
        var day = BarSeries.ToDay(inputs.ScanDate);
        var liquid = filters.Liquidity ? market.FindAll(bars => LiquidityFilter.Passes(bars, day)) : market;
        var quiet = filters.Earnings && inputs.Earnings is { } calendar ? liquid.FindAll(bars => !calendar.IsNear(bars.Symbol, inputs.ScanDate)) : liquid;
        (illiquid, nearEarnings) = (market.Count - liquid.Count, liquid.Count - quiet.Count);
        return quiet;
    }

    private static List<Candidate> Complete(IReadOnlyList<Candidate> found, ScanInputs inputs)
    {
        var candidates = new List<Candidate>(found.Count);
        foreach (var candidate in found)
        {
            candidates.Add(candidate with
            {
                Sector = inputs.Sectors.Of(candidate.Symbol),
                CorrelationId = Candidate.CorrelationOf(inputs.Correlation, candidate.Symbol),
            });
        }

        return candidates;
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

using Trading.Market;

namespace Trading.Scanning;

/// <summary>What a scan of many symbols found.</summary>
/// <param name="Candidates">The candidates in rank order.</param>
/// <param name="StoppedAt">How many symbols left the scan at each gate, those that passed included.</param>
public sealed record MarketScanResult(IReadOnlyList<Candidate> Candidates, IReadOnlyDictionary<ScanGate, int> StoppedAt);

/// <summary>The pure scan of many symbols, on the caller's thread.</summary>
public static class MarketScan
{
    /// <summary>Scans every series and ranks what passes.</summary>
    public static MarketScanResult Run(IReadOnlyList<BarSeries> market, ScanSettings settings)
    {
        var candidates = new List<Candidate>();
        var counts = new int[(int)ScanGate.Strength + 1];
        for (var i = 0; i < market.Count; i++)
        {
            if (Scanner.Scan(market[i], settings, out var gate) is { } candidate)
            {
                candidates.Add(candidate);
            }

            counts[(int)gate]++;
        }

        candidates.Sort(Ranking.Order);
        return new MarketScanResult(candidates, Named(counts));
    }

    private static SortedDictionary<ScanGate, int> Named(int[] counts)
    {
        var named = new SortedDictionary<ScanGate, int>();
        for (var i = 0; i < counts.Length; i++)
        {
            named[(ScanGate)i] = counts[i];
        }

        return named;
    }
}

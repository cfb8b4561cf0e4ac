using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>What a scan of many symbols found.</summary>
/// <param name="Candidates">The candidates in rank order.</param>
/// <param name="Gates">Where the others left it.</param>
public sealed record MarketScanResult(IReadOnlyList<Candidate> Candidates, GateCounts Gates);

/// <summary>The pure scan of many symbols, on the caller's thread.</summary>
public static class MarketScan
{
    /// <summary>Scans every series and ranks what passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static MarketScanResult Run(IReadOnlyList<BarSeries> market, ScanSettings settings)
    {
        var candidates = new List<Candidate>();
        Span<int> counts = stackalloc int[(int)ScanGate.Strength + 1];
        for (var i = 0; i < market.Count; i++)
        {
            if (Scanner.Scan(market[i], settings, out var gate) is { } candidate)
            {
                candidates.Add(candidate);
            }

            counts[(int)gate]++;
        }

        candidates.Sort(Ranking.Order);
        return new MarketScanResult(candidates, new GateCounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]));
    }
}

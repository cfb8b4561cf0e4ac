using System.Security.Cryptography;
using System.Text;
using Trading.Scanning;

namespace Trading.Watchlists;

/// <summary>The three files of a scan, as bytes.</summary>
/// <param name="Candidates">daily_candidates.csv.</param>
/// <param name="Watchlist">tradingview_watchlist.txt.</param>
/// <param name="Manifest">manifest.json; to be written after the others.</param>
public sealed record WatchlistFiles(ReadOnlyMemory<byte> Candidates, ReadOnlyMemory<byte> Watchlist, ReadOnlyMemory<byte> Manifest)
{
    /// <summary>The name of the candidates file.</summary>
    public const string CandidatesName = "daily_candidates.csv";

    /// <summary>The name of the watchlist text.</summary>
    public const string WatchlistName = "tradingview_watchlist.txt";

    /// <summary>The name of the manifest.</summary>
    public const string ManifestName = "manifest.json";

    /// <summary>The files of <paramref name="report"/>; a report without candidates gives a header, an empty list and a manifest of zero rows.</summary>
    public static WatchlistFiles Of(ScanReport report)
    {
        var candidates = CandidateCsv.Write(report.Candidates, report.ScanDate);
        var watchlist = Encoding.ASCII.GetBytes(Lines(report.Candidates));
        var manifest = new WatchlistManifest(
            WatchlistManifest.CurrentSchema,
            report.ScanDate,
            report.AsOf,
            report.NewestBar,
            report.StaleInputs,
            report.Correlation,
            report.Candidates.Count,
            Sha256(candidates),
            Sha256(watchlist),
            report.Symbols,
            report.Gates,
            report.RegimeOpen,
            report.Warnings);
        return new WatchlistFiles(candidates, watchlist, ManifestJson.Write(manifest));
    }

    /// <summary>SHA-256, 64 lower-case hex digits.</summary>
    internal static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Lines(IReadOnlyList<Candidate> candidates)
    {
        var lines = candidates.Select(candidate => $"{candidate.Symbol}\n").Distinct().ToArray();
        Array.Sort(lines, StringComparer.Ordinal);
        return string.Concat(lines);
    }
}

using NodaTime;
using Trading.Scanning;

namespace Trading.Watchlists;

/// <summary>Completes a watchlist: it is written last and says what the files must hold. A watchlist without it is not finished.</summary>
/// <param name="SchemaVersion">1.</param>
/// <param name="ScanDate">The trading date that was scanned for, New York.</param>
/// <param name="AsOf">The session whose close the scan knew last.</param>
/// <param name="NewestBar">The newest bar among the scan's inputs, or null when there was none.</param>
/// <param name="StaleInputs">Whether too many symbols were stale, bad or empty for the watchlist to be traded on.</param>
/// <param name="Correlation">The chain that began with the scan.</param>
/// <param name="Rows">Rows of the candidates file, its header not counted.</param>
/// <param name="CandidatesSha256">SHA-256 of the candidates file, 64 lower-case hex digits.</param>
/// <param name="WatchlistSha256">SHA-256 of the watchlist text, 64 lower-case hex digits.</param>
/// <param name="Symbols">How many symbols the scan saw and left out.</param>
/// <param name="Gates">Where the scanned symbols ended.</param>
/// <param name="RegimeOpen">Whether the broad market let candidates through.</param>
/// <param name="Warnings">Filters that failed open, and why.</param>
public sealed record WatchlistManifest(
    int SchemaVersion,
    LocalDate ScanDate,
    LocalDate AsOf,
    LocalDate? NewestBar,
    bool StaleInputs,
    string Correlation,
    int Rows,
    string CandidatesSha256,
    string WatchlistSha256,
    ScanCoverage Symbols,
    GateCounts Gates,
    bool RegimeOpen,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The version this code writes and reads.</summary>
    public const int CurrentSchema = 1;
}

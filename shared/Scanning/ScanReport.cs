using NodaTime;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>How many symbols a scan saw.</summary>
/// <param name="Listed">Symbols of the market.</param>
/// <param name="WithBars">Those with at least one bar that can be read.</param>
/// <param name="Scanned">Those that reached the pure scan.</param>
/// <param name="Bad">Left out: a bar cannot be true or cannot be read.</param>
/// <param name="Stale">Left out: the newest bar is not of the last session.</param>
/// <param name="Illiquid">Left out: too little of it trades.</param>
/// <param name="NearEarnings">Left out: it reports within two days.</param>
public sealed record ScanCoverage(int Listed, int WithBars, int Scanned, int Bad, int Stale, int Illiquid, int NearEarnings);

/// <summary>What a scan found.</summary>
/// <param name="ScanDate">The trading date that was scanned for, New York.</param>
/// <param name="AsOf">The session whose close the scan knew last.</param>
/// <param name="NewestBar">The newest bar among the inputs, or null when there was none.</param>
/// <param name="Correlation">The chain that began here.</param>
/// <param name="Symbols">How many symbols were seen and left out.</param>
/// <param name="Gates">Where the scanned symbols ended.</param>
/// <param name="RegimeOpen">Whether the broad market let candidates through; true when it was not asked.</param>
/// <param name="StaleInputs">Whether too many symbols were stale, bad or empty for the result to be traded on.</param>
/// <param name="Candidates">The candidates in rank order.</param>
/// <param name="LeftOut">The symbols that were bad, then those that were stale, in the market's order.</param>
/// <param name="Warnings">Filters that could not be asked and failed open, and why.</param>
public sealed record ScanReport(
    LocalDate ScanDate,
    LocalDate AsOf,
    LocalDate? NewestBar,
    string Correlation,
    ScanCoverage Symbols,
    GateCounts Gates,
    bool RegimeOpen,
    bool StaleInputs,
    IReadOnlyList<Candidate> Candidates,
    IReadOnlyList<Symbol> LeftOut,
    IReadOnlyList<string> Warnings);

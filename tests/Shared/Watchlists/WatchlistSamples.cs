using NodaTime;
using Trading.Market;
using Trading.Scanning;
using Trading.Tests.Shared.Scanning;
using Trading.Watchlists;

namespace Trading.Tests.Shared.Watchlists;

/// <summary>Watchlists to write, read and break.</summary>
internal static class WatchlistSamples
{
    /// <summary>The trading date of the samples; Friday 4 October is the session before it.</summary>
    public static LocalDate Date { get; } = new(2013, 10, 7);

    /// <summary>One candidate.</summary>
    public static Candidate Aig { get; } = new(
        Symbol.Parse("AIG"),
        TrendTier.A,
        new Price(49.53m),
        new Price(49m),
        0.1,
        new Price(48.11m),
        new Price(49.81m),
        new Price(750m),
        3.836361,
        Anchor.SwingHigh,
        new LocalDate(2013, 9, 18),
        -0.0054,
        2,
        new SetupLabels(new LineLabels(Bias.Neutral, Bias.Bullish, Bias.None, 0.07), new LineLabels(Bias.Unknown, Bias.None, Bias.None, null), Extension.Balanced, GapReset.None, Bias.Bullish))
    {
        Sector = "Financial",
        CorrelationId = "scan-2013-10-07:AIG",
    };

    /// <summary>Many candidates, found in made-up bars.</summary>
    public static IReadOnlyList<Candidate> Candidates() =>
        [.. MarketScan.Run([.. Enumerable.Range(0, 100).Select(seed => TestBars.Random(seed, 300, $"S{seed}"))], ScanSettings.Default).Candidates
            .Select(candidate => candidate with { CorrelationId = $"scan-2013-10-07:{candidate.Symbol}" })];

    /// <summary>A report on <see cref="Date"/>, made of current bars.</summary>
    public static ScanReport Report(params IReadOnlyList<Candidate> candidates) => new(
        Date,
        new LocalDate(2013, 10, 4),
        new LocalDate(2013, 10, 4),
        "scan-2013-10-07",
        new ScanCoverage(72, 71, 70, 0, 1, 0, 0),
        new GateCounts(candidates.Count, 0, 30, 0, 0, 0, 0),
        RegimeOpen: true,
        StaleInputs: false,
        candidates,
        [],
        []);

    /// <summary>The files of <see cref="Report"/>.</summary>
    public static WatchlistFiles Files(params IReadOnlyList<Candidate> candidates) => WatchlistFiles.Of(Report(candidates));
}

using NodaTime;

namespace Trading.Compliance.Conduct;

/// <summary>
/// When conduct is looked at by a person. US law forbids the conduct (Securities Exchange Act of 1934 section 9(a), wash sales and matched orders in (1), manipulative series of
/// trades in (2); FINRA Rule 5210 with its supplementary material .02 on self-trades) and names no numbers: these are the desk's own, narrower than what would be a breach.
/// </summary>
public sealed record ConductThresholds
{
    /// <summary>The desk's.</summary>
    public static ConductThresholds Standard { get; } = new();

    /// <summary>A buy and a sell of one symbol executed no further apart than this are looked at (section 9(a)(1)).</summary>
    public Duration WashWindow { get; init; } = Duration.FromSeconds(60);

    /// <summary>Orders, cancels and replaces for each order with an execution; more are looked at. EU law has trading venues set such a ratio (Delegated Regulation 2017/566).</summary>
    public decimal OrdersToFills { get; init; } = 20m;

    /// <summary>Fewer messages than this say nothing.</summary>
    public int FewestMessages { get; init; } = 40;

    /// <summary>Entries sent this shortly before the close are looked at (section 9(a)(2)): the minutes after the freeze of NYSE's closing auction, from 15:50 on a usual day (NYSE Rule 7.35).</summary>
    public Duration BeforeClose { get; init; } = Duration.FromMinutes(10);
}

using NodaTime;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>A symbol that passed the scan. Prices are dollars a share rounded to cents, as in the candidates file.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Tier">The trend tier.</param>
/// <param name="Price">The last close.</param>
/// <param name="EntryLevel">The chosen anchored VWAP: the level an entry leans on, below the price.</param>
/// <param name="DistancePercent">How far the price is above the entry level, percent, two decimals.</param>
/// <param name="StopLoss">The protective stop, below the entry level.</param>
/// <param name="TargetR1">First target: 2P - L of the last bar, P being its pivot. It can lie below the entry level.</param>
/// <param name="TargetR2">Second target: P + (H - L) of the last bar.</param>
/// <param name="TrendScore">The strength of the trend, six decimals.</param>
/// <param name="Anchor">What the entry level is counted from.</param>
/// <param name="AnchorDate">The date of that bar.</param>
/// <param name="AvwapSlope">The change of the anchored VWAP over five bars, a fraction, four decimals.</param>
/// <param name="Confluence">How many qualifying anchored VWAPs lie within one percent, itself counted.</param>
/// <param name="Setup">The setup in words.</param>
public sealed record Candidate(
    Symbol Symbol,
    TrendTier Tier,
    Price Price,
    Price EntryLevel,
    double DistancePercent,
    Price StopLoss,
    Price TargetR1,
    Price TargetR2,
    double TrendScore,
    Anchor Anchor,
    LocalDate AnchorDate,
    double AvwapSlope,
    int Confluence,
    SetupLabels Setup)
{
    /// <summary>The sector, or empty when it is not known.</summary>
    public string Sector { get; init; } = string.Empty;

    /// <summary>The strategy that a hand-made file asks for, or null for the desk's own.</summary>
    public string? StrategyId { get; init; }

    /// <summary>The chain that begins here and ends in the PnL, such as <c>scan-2013-10-07:AIG</c>. Not a column of the file.</summary>
    public string CorrelationId { get; init; } = string.Empty;

    /// <summary>The chain of one symbol of a scan.</summary>
    internal static string CorrelationOf(string scan, Symbol symbol) => string.Concat(scan, ":", symbol.ToString());
}

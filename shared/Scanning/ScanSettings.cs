namespace Trading.Scanning;

/// <summary>The thresholds of the scan on a weekday. Ratios and slopes are fractions where not called percent.</summary>
public sealed record ScanSettings
{
    /// <summary>The desk's usual scan.</summary>
    public static ScanSettings Default { get; } = new();

    /// <summary>Least average true range of 14 bars, dollars.</summary>
    public double MinimumAtr { get; init; } = 0.50;

    /// <summary>Greatest average true range in percent of the close.</summary>
    public double MaximumAtrPercent { get; init; } = 6.0;

    /// <summary>Greatest ratio of today's ATR percent to its median of 120 bars.</summary>
    public double MaximumVolatilityRatio { get; init; } = 1.15;

    /// <summary>Least slope of an anchored VWAP over five bars, unless the close has just reclaimed it.</summary>
    public double MinimumAvwapSlope { get; init; } = -0.05;

    /// <summary>Greatest distance of the close above an anchored VWAP, percent of the VWAP.</summary>
    public double MaximumDistancePercent { get; init; } = 8.0;

    /// <summary>Least opening gap that makes an anchor, a fraction of the previous close.</summary>
    public double GapThreshold { get; init; } = 0.04;

    /// <summary>
    /// Puts the anchor of the year on the first bar of the history and drops the anchor of the month, as the reference scanner did.
    /// Only for comparing with it.
    /// </summary>
    public bool ReferenceCalendar { get; init; }
}

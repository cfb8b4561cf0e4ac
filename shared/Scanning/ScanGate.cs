namespace Trading.Scanning;

/// <summary>The gate at which a symbol left the scan. The gates are a conjunction, so the cheap ones stand first.</summary>
public enum ScanGate
{
    /// <summary>None: it is a candidate.</summary>
    Passed,

    /// <summary>Fewer bars than the longest indicator needs.</summary>
    History,

    /// <summary>Neither trend tier holds.</summary>
    Trend,

    /// <summary>The average true range is too small, too large, or too large for this symbol.</summary>
    Volatility,

    /// <summary>The 10-week average is not above the 40-week one.</summary>
    Weekly,

    /// <summary>No anchored VWAP is close under the price and rising.</summary>
    Anchor,

    /// <summary>The strength of the trend is not a number: the bars hardly move.</summary>
    Strength,
}

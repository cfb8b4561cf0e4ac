namespace Trading.Scanning;

/// <summary>The gate at which a symbol left the scan. All must hold, so the cheap ones stand first.</summary>
public enum ScanGate
{
    /// <summary>None: it is a candidate.</summary>
    Passed,

    /// <summary>Fewer bars than the longest indicator needs.</summary>
    History,

    /// <summary>Neither trend tier holds.</summary>
    Trend,

    /// <summary>The 10-week average is not above the 40-week one.</summary>
    Weekly,

    /// <summary>The average true range is too small, too large, or too large for this symbol.</summary>
    Volatility,

    /// <summary>No anchored VWAP is close under the price and rising.</summary>
    Anchor,

    /// <summary>The strength of the trend is not a number: the bars hardly move.</summary>
    Strength,
}

/// <summary>How many symbols left the scan at each gate.</summary>
/// <param name="Passed">Candidates.</param>
/// <param name="History">Stopped by <see cref="ScanGate.History"/>.</param>
/// <param name="Trend">Stopped by <see cref="ScanGate.Trend"/>.</param>
/// <param name="Weekly">Stopped by <see cref="ScanGate.Weekly"/>.</param>
/// <param name="Volatility">Stopped by <see cref="ScanGate.Volatility"/>.</param>
/// <param name="Anchor">Stopped by <see cref="ScanGate.Anchor"/>.</param>
/// <param name="Strength">Stopped by <see cref="ScanGate.Strength"/>.</param>
public sealed record GateCounts(int Passed, int History, int Trend, int Weekly, int Volatility, int Anchor, int Strength);

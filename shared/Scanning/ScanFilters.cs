namespace Trading.Scanning;

/// <summary>The filters that stand before the pure scan. Regime and earnings fail open with a warning; a symbol without the volume is out.</summary>
/// <param name="Regime">No candidates while the broad market is below its 200-bar average.</param>
/// <param name="Liquidity">Only symbols that trade 400,000 shares and 10 million dollars a day.</param>
/// <param name="Earnings">No symbol that reports within two days.</param>
public sealed record ScanFilters(bool Regime, bool Liquidity, bool Earnings)
{
    /// <summary>All of them, as the Scan function runs.</summary>
    public static ScanFilters All { get; } = new(Regime: true, Liquidity: true, Earnings: true);

    /// <summary>None: the pure scan.</summary>
    public static ScanFilters None { get; } = new(Regime: false, Liquidity: false, Earnings: false);
}

namespace Trading.Watchlists;

/// <summary>The columns of daily_candidates.csv, in order.</summary>
internal static class CandidateColumns
{
    /// <summary>The version of the columns that stands in the first of them.</summary>
    public const int SchemaVersion = 1;

    /// <summary>An optional column that a hand-made file may add.</summary>
    public const string StrategyId = "Strategy_ID";

    /// <summary>All 33 names. Sector_RS and the four of a cross-section are always empty: their inputs are not part of the scan.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "SchemaVersion", "ScanDate", "Symbol", "Direction", "TrendTier", "Price", "Entry_Level", "Entry_DistPct", "Stop_Loss",
        "Target_R1", "Target_R2", "TrendScore", "Sector", "Anchor", "Anchor_Date", "AVWAP_Slope", "AVWAP_Confluence", "Sector_RS",
        "Setup_VWAP_Control", "Setup_VWAP_Reclaim", "Setup_VWAP_Acceptance", "Setup_VWAP_DistPct",
        "Setup_AVWAP_Control", "Setup_AVWAP_Reclaim", "Setup_AVWAP_Acceptance", "Setup_AVWAP_DistPct",
        "Setup_Extension_State", "Setup_Gap_Reset", "Setup_Structure_State",
        "TrendScore_Zscore", "TrendScore_Pctile", "DistPct_Zscore", "Composite_Rank",
    ];
}

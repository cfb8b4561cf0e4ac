namespace Trading.Market;

/// <summary>From where on the archive check warns and fails. All counts are sessions: a holiday without a bar is nothing missing.</summary>
public sealed record ArchiveThresholds
{
    /// <summary>The usual thresholds.</summary>
    public static ArchiveThresholds Default { get; } = new();

    /// <summary>How many sessions back gaps are looked for: a year, the longest that an indicator looks back.</summary>
    public int Lookback { get; init; } = 250;

    /// <summary>Sessions since the newest bar at which it is stale.</summary>
    public int StaleWarn { get; init; } = 2;

    /// <summary>Sessions since the newest bar at which it is too stale to use.</summary>
    public int StaleFail { get; init; } = 5;

    /// <summary>Missing sessions in a row that are worth a warning.</summary>
    public int GapWarn { get; init; } = 1;

    /// <summary>Missing sessions in a row that are too many.</summary>
    public int GapFail { get; init; } = 3;

    /// <summary>Missing sessions in all that are worth a warning.</summary>
    public int MissingWarn { get; init; } = 10;

    /// <summary>Missing sessions in all that are too many.</summary>
    public int MissingFail { get; init; } = 50;

    /// <summary>How many of a symbol's gaps are listed, the largest first.</summary>
    public int GapsListed { get; init; } = 5;
}

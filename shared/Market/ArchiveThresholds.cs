namespace Trading.Market;

/// <summary>From where on the archive check warns and fails. All counts are sessions: a holiday without a bar is nothing missing.</summary>
public sealed record ArchiveThresholds
{
    private const int HoursInDay = 24;

    /// <summary>The usual thresholds.</summary>
    public static ArchiveThresholds Default { get; } = new();

    /// <summary>How many sessions back gaps are looked for: a year, the longest that an indicator looks back.</summary>
    public int Lookback { get; init; } = 250;

    /// <summary>Sessions since the newest bar from which on a symbol has vanished, rather than being late; null for the lookback.</summary>
    public int? Vanished { get; init; }

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

    /// <summary>The usual thresholds for the newest <paramref name="hours"/> alone. A session stands for 24 of them, a weekend or a holiday for none; one session is looked at in any case.</summary>
    public static ArchiveThresholds ForHours(int hours) => Default with { Vanished = Default.Lookback, Lookback = Math.Max(1, (hours + HoursInDay - 1) / HoursInDay) };
}

namespace Trading.Operations.Watchdogs;

/// <summary>What a host may set.</summary>
public sealed record WatchdogOptions
{
    /// <summary>Whether a scan that was missed is made up for. False where a day without a watchlist is what is wanted: in a rehearsal that skips the scan.</summary>
    public bool MakesUpScan { get; init; } = true;
}

namespace Trading.Accounting.Quality;

/// <summary>Where a figure stands against its thresholds: fill rate below 95 % warns, below 90 % is critical; mean slippage above 5 bps warns, above 10 is critical.</summary>
/// <param name="FillRate"><c>ok</c>, <c>warn</c>, <c>critical</c>, or <c>none</c> when there is nothing to measure.</param>
/// <param name="Slippage">The same.</param>
public sealed record QualityLevels(string FillRate, string Slippage)
{
    private const decimal FillRateWarn = 95m;
    private const decimal FillRateCritical = 90m;
    private const decimal SlippageWarn = 5m;
    private const decimal SlippageCritical = 10m;

    /// <summary>The levels of some figures. A figure on a threshold has not passed it.</summary>
    public static QualityLevels Of(QualityStats stats) => new(
        stats.FillRate is { } rate ? Word(rate < FillRateWarn, rate < FillRateCritical) : "none",
        stats.SlippageBps is { Mean: var bps } ? Word(bps > SlippageWarn, bps > SlippageCritical) : "none");

    private static string Word(bool warns, bool isCritical) => isCritical ? "critical" : warns ? "warn" : "ok";
}

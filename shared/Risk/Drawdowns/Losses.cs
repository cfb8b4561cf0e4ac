namespace Trading.Risk.Drawdowns;

/// <summary>What the account has lost, measured from its marks. A limit is reached at the very fraction it names, compared without dividing. Pure.</summary>
/// <param name="Equity">Cash and holdings now, dollars, above zero.</param>
/// <param name="Marks">What losses are measured from.</param>
public readonly record struct Losses(decimal Equity, EquityMarks Marks)
{
    /// <summary>Equity less the day's opening equity, dollars: realized, unrealized and fees, and any deposit or withdrawal of the day.</summary>
    public decimal DailyPnl => Equity - Marks.Opening;

    /// <summary>The day's loss as a fraction of the opening equity; zero on a gain.</summary>
    public decimal Daily => Part(Marks.Opening);

    /// <summary>The fall from the day's peak, a fraction of it.</summary>
    public decimal FromDayPeak => Part(Marks.DayPeak);

    /// <summary>The fall from the all-time peak, a fraction of it.</summary>
    public decimal FromAllTimePeak => Part(Marks.AllTimePeak);

    /// <summary>Whether the day's loss has reached its limit.</summary>
    public bool ReachesDaily(RiskLimits limits) => Reaches(Marks.Opening, limits.DailyLoss);

    /// <summary>Whether the fall from the all-time peak has reached its limit.</summary>
    public bool ReachesAllTime(RiskLimits limits) => Reaches(Marks.AllTimePeak, limits.AllTimeDrawdown);

    /// <summary>How much of its size an entry keeps after the fall from the day's peak: 1, 1/2, 1/4 or 0.</summary>
    public decimal SizeFactor(RiskLimits limits) =>
        Reaches(Marks.DayPeak, limits.DrawdownNoEntries) ? 0m
        : Reaches(Marks.DayPeak, limits.DrawdownQuarterSize) ? 0.25m
        : Reaches(Marks.DayPeak, limits.DrawdownHalfSize) ? 0.5m
        : 1m;

    private bool Reaches(decimal mark, decimal fraction) => mark - Equity >= fraction * mark;

    private decimal Part(decimal mark) => decimal.Max(0m, (mark - Equity) / mark);
}

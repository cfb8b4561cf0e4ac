using NodaTime;
using Trading.Risk.Var;

namespace Trading.Risk.Figures;

/// <summary>The risk of the desk in figures. Money is US dollars, percents are of what their name says; null is not known, and <see cref="Reasons"/> says why.</summary>
public sealed record RiskMetrics
{
    /// <summary>When it was read, UTC.</summary>
    public required Instant At { get; init; }

    /// <summary>The trading day, New York.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Cash and holdings.</summary>
    public decimal? Equity { get; init; }

    /// <summary>What the day began with.</summary>
    public decimal? OpeningEquity { get; init; }

    /// <summary>Where that is from.</summary>
    public string? OpeningFrom { get; init; }

    /// <summary>Equity less the opening equity.</summary>
    public decimal? DailyPnl { get; init; }

    /// <summary>The same in percent of the opening equity.</summary>
    public decimal? DailyPnlPercent { get; init; }

    /// <summary>The most equity of the day.</summary>
    public decimal? DayPeak { get; init; }

    /// <summary>The fall from it, percent.</summary>
    public decimal? DayDrawdownPercent { get; init; }

    /// <summary>The most equity ever, or since the last reset.</summary>
    public decimal? AllTimePeak { get; init; }

    /// <summary>When that was.</summary>
    public LocalDate? AllTimePeakOn { get; init; }

    /// <summary>The fall from it, percent.</summary>
    public decimal? AllTimeDrawdownPercent { get; init; }

    /// <summary>How much of its size an entry keeps: 1, 0.5, 0.25 or 0.</summary>
    public decimal? SizeFactor { get; init; }

    /// <summary>What is held and worked on.</summary>
    public ExposureFigures? Exposure { get; init; }

    /// <summary>Exposure over equity.</summary>
    public decimal? Leverage { get; init; }

    /// <summary>Symbols held or worked on.</summary>
    public int? Positions { get; init; }

    /// <summary>Value at risk.</summary>
    public VarFigures? Var { get; init; }

    /// <summary>Why figures are not known, or zero.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The metrics of a view. Pure.</summary>
    public static RiskMetrics Of(RiskView view)
    {
        var (desk, losses, exposure) = (view.Desk, view.Desk.Losses, ExposureFigures.Of(view));
        var marks = losses?.Marks;
        return new RiskMetrics
        {
            At = desk.At,
            Date = desk.Date,
            Equity = desk.Account?.Equity,
            OpeningEquity = marks?.Opening,
            OpeningFrom = marks?.OpeningFrom,
            DailyPnl = losses?.DailyPnl,
            DailyPnlPercent = Percent(losses?.DailyPnl / marks?.Opening),
            DayPeak = marks?.DayPeak,
            DayDrawdownPercent = Percent(losses?.FromDayPeak),
            AllTimePeak = marks?.AllTimePeak,
            AllTimePeakOn = marks?.AllTimePeakOn,
            AllTimeDrawdownPercent = Percent(losses?.FromAllTimePeak),
            SizeFactor = losses?.SizeFactor(view.Limits),
            Exposure = exposure,
            Leverage = desk.Account is { Equity: > 0m } account && exposure is not null ? decimal.Round(exposure.Total / account.Equity, 4) : null,
            Positions = exposure?.BySymbol.Count,
            Var = view.Var,
            Reasons = ReasonsOf(view, exposure),
        };
    }

    private static List<string> ReasonsOf(RiskView view, ExposureFigures? exposure)
    {
        var reasons = view.Faults.ToList();
        if (view.Desk.Losses is null)
        {
            reasons.Add("the day's losses are not known: no equity above zero, or no reading of it yet on this trading day");
        }

        if (exposure is { BySymbol.Count: 0 })
        {
            reasons.Add("nothing is held or worked on: exposure, leverage and value at risk are zero");
        }
        else if (view.VarReason is { } why)
        {
            reasons.Add($"value at risk: {why}");
        }

        return reasons;
    }

    private static decimal? Percent(decimal? fraction) => fraction is { } known ? decimal.Round(known * 100m, 4) : null;
}

using Trading.Risk.Drawdowns;
using Trading.Risk.Var;

namespace Trading.Risk;

/// <summary>What the account has lost, and what it may lose in a day. A figure that is not known blocks entries under a code of its own.</summary>
internal static class LossChecks
{
    public static PreTradeCheck[] Table { get; } =
    [
        new("losses", AppliesTo.Entry, (ref Decision decision) => WhyNoEntries(decision.Desk.Losses, decision.Limits)),
        new("value at risk", AppliesTo.Entry, ValueAtRisk),
    ];

    /// <summary>Why losses forbid every entry, or null: daily loss, drawdown from the day's peak, drawdown from the all-time peak. Reaching a limit is enough.</summary>
    /// <param name="losses">Null when they are not known.</param>
    /// <param name="limits">The limits.</param>
    public static Block? WhyNoEntries(Losses? losses, RiskLimits limits)
    {
        if (losses is not { } lost)
        {
            return new Block("losses_unknown", "losses_unknown: equity, the day's opening equity or the peaks are not known");
        }

        return DailyLoss(lost, limits) ?? DayDrawdown(lost, limits) ?? AllTimeDrawdown(lost, limits);
    }

    /// <summary>The limit that has been reached and stops everything but closing, or null: daily loss first, then the drawdown from the all-time peak.</summary>
    public static Block? WhyCloseOnly(Losses losses, RiskLimits limits) => DailyLoss(losses, limits) ?? AllTimeDrawdown(losses, limits);

    private static Block? DailyLoss(Losses lost, RiskLimits limits) => !lost.ReachesDaily(limits) ? null : new Block(
        "daily_loss", $"daily_loss: Daily loss limit: ${-lost.DailyPnl:0.00} is {lost.Daily:0.00%} of the opening ${lost.Marks.Opening:0.00}, the limit is {limits.DailyLoss:0.##%}");

    private static Block? DayDrawdown(Losses lost, RiskLimits limits) => lost.SizeFactor(limits) > 0m ? null : new Block(
        "day_drawdown", $"day_drawdown: equity ${lost.Equity:0.00} is {lost.FromDayPeak:0.00%} under the day's peak ${lost.Marks.DayPeak:0.00}, no entries from {limits.DrawdownNoEntries:0.##%}");

    private static Block? AllTimeDrawdown(Losses lost, RiskLimits limits) => !lost.ReachesAllTime(limits) ? null : new Block(
        "drawdown", $"drawdown: equity ${lost.Equity:0.00} is {lost.FromAllTimePeak:0.00%} under the all-time peak ${lost.Marks.AllTimePeak:0.00}, the limit is {limits.AllTimeDrawdown:0.##%}");

    private static Block? ValueAtRisk(ref Decision decision)
    {
        if (decision.Desk.Returns is not { } table)
        {
            return new Block("var_unknown", "var_unknown: the daily returns could not be read");
        }

        Span<double> buffer = stackalloc double[DailyReturns.Sessions];
        buffer.Clear();
        var scenarios = new Scenarios(buffer, table);
        foreach (var line in new ExposureLines(decision.Desk, decision.Book, decision.Group))
        {
            scenarios.Add(line.Symbol, (double)line.Dollars);
        }

        scenarios.Add(decision.Intent.Symbol, (double)decision.Notional);
        if (scenarios.Missing is { } missing)
        {
            return new Block("var_unknown", $"var_unknown: fewer than {DailyReturns.Least} fresh daily returns of {missing} are known");
        }

        var equity = decision.Desk.Account!.Equity;
        var (loss, cap) = (-LowTail.Of(scenarios.Gains, 0.05).Quantile, (double)(decision.Limits.ValueAtRisk * equity));
        return loss <= cap
            ? null
            : new Block("var_limit", $"var_limit: one-day VaR 95 would be ${loss:0.00}, {loss / (double)equity:0.00%} of equity; the limit is ${cap:0.00}, {decision.Limits.ValueAtRisk:0.##%}");
    }
}

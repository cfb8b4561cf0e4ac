using System.CommandLine;
using Trading.Cli.Desk;

namespace Trading.Cli.Verbs;

/// <summary>What the desk earns and risks: pnl, kpi, execution, limits, risk.</summary>
internal static class FigureVerbs
{
    public static IEnumerable<Command> Create(Func<ParseResult, Call> callOf)
    {
        yield return Pnl().Create(callOf);
        yield return Kpi().Create(callOf);
        yield return Execution().Create(callOf);
        yield return new Read("limits", "Each limit, what is used of it, and how near.", static _ => "api/risk/limits") { Verdict = Limits }.Create(callOf);
        yield return Risk(callOf);
    }

    private static Read Pnl()
    {
        var date = Parameters.Text("--date", "A New York date, today, yesterday or week; standard: the newest closed day.", "DATE");
        var days = Parameters.Text("--days", "So many days back.", "N");
        var recompute = Parameters.Flag("--recompute", "Computed again from the journal and compared with the books; ends with 1 when they differ.");
        return new Read("pnl", "Profit and loss of a day or of days, and why it is zero when it is.", parsed =>
        {
            var route = parsed.Query("api/pnl", ("date", date), ("days", days));
            return !parsed.GetValue(recompute) ? route : $"{route}{(route.Contains('?', StringComparison.Ordinal) ? '&' : '?')}recompute=true";
        })
        {
            Parameters = [date, days, recompute],
        };
    }

    private static Read Kpi()
    {
        var date = Parameters.Text("--date", "A New York date; standard: today.", "yyyy-MM-dd");
        var days = Parameters.Text("--days", "So many days back.", "N");
        return new Read("kpi", "Win rate, profit factor, expectancy, exposure, drawdown, by symbol and exit reason.", parsed => parsed.Query("api/kpi", ("date", date), ("days", days)))
        {
            Parameters = [date, days],
        };
    }

    private static Read Execution()
    {
        var date = Parameters.Text("--date", "A New York date; standard: today.", "yyyy-MM-dd");
        var days = Parameters.Text("--days", "So many days back.", "N");
        return new Read("execution", "Fill rate and slippage against the arrival price, by hour and symbol.", parsed => parsed.Query("api/execution/stats", ("date", date), ("days", days)))
        {
            Parameters = [date, days],
        };
    }

    private static Command Risk(Func<ParseResult, Call> callOf)
    {
        var decompose = Parameters.Flag("--decompose", "Value at risk by symbol.");
        var risk = new Read("risk", "Equity, drawdowns, exposure, leverage, value at risk.", parsed => parsed.GetValue(decompose) ? "api/risk/var?decompose=true" : "api/risk/metrics")
        {
            Parameters = [decompose],
        }.Create(callOf);
        risk.Add(TwoPersonVerbs.Ask("reset", "Asks that the risk alert be reset; a second person approves.", "api/risk/reset_alert", "Ask for the risk alert to be reset?").Create(callOf));
        risk.Add(TwoPersonVerbs.Approve("approve-reset", "Approves another operator's reset of the risk alert.", "api/risk/reset_approve", "Set the baseline of the losses to the present equity?").Create(callOf));
        return risk;
    }

    private static ExitCode Limits(DeskAnswer answer) =>
        answer.List("limits").Any(limit => limit.TryGetProperty("utilizationPercent", out var used) && used.ValueKind == System.Text.Json.JsonValueKind.Number && used.GetDecimal() >= 80m)
            ? ExitCode.Warnings
            : ExitCode.Fine;
}

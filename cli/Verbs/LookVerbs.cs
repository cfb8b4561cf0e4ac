using System.CommandLine;
using Trading.Cli.Desk;

namespace Trading.Cli.Verbs;

/// <summary>Where the desk stands: status, health, gates, positions, orders, trades, watchlist, universe.</summary>
internal static class LookVerbs
{
    private static readonly string[] OrderColumns =
        ["id", "symbol", "side", "purpose", "state", "quantity", "filled", "limitPrice", "stopPrice", "code", "reason", "updatedAt"];

    public static IEnumerable<Command> Create(Func<ParseResult, Call> callOf)
    {
        yield return new Read("status", "Kill switch, gates, loop, watchlist, market.", static _ => "api/system/status") { Verdict = Killed }.Create(callOf);
        yield return new Read("health", "The named checks with their reasons.", static _ => "health") { ShowsFailure = true, Verdict = Health }.Create(callOf);
        yield return new Read("gates", "Each gate, open or shut, and why.", static _ => "api/gates").Create(callOf);
        yield return new Read("positions", "What the account holds.", static _ => "api/positions").Create(callOf);
        yield return Orders().Create(callOf);
        yield return Trades().Create(callOf);
        yield return Chain().Create(callOf);
        yield return Symbol().Create(callOf);
        yield return Watchlist().Create(callOf);
        yield return new Read("universe", "The archive of bars, and the symbols that are set aside.", static _ => "api/universe") { Columns = ["symbol", "reason", "since", "until"] }.Create(callOf);
    }

    private static Read Orders()
    {
        var status = Parameters.Text("--status", "Only those in a state, such as pending, filled, blocked.", "STATE");
        var symbol = Parameters.Text("--symbol", "Only those of a symbol.", "SYMBOL");
        var reason = Parameters.Text("--reason", "Only those with a reason's code, such as cooldown.", "CODE");
        return new Read("orders", "Orders, newest first, with their reasons.", parsed => parsed.Query("api/orders", ("status", status), ("symbol", symbol), ("reason", reason)))
        {
            Parameters = [status, symbol, reason],
            Columns = OrderColumns,
        };
    }

    private static Read Trades()
    {
        var date = Parameters.Text("--date", "A New York date; standard: today.", "yyyy-MM-dd");
        var symbol = Parameters.Text("--symbol", "Only those of a symbol.", "SYMBOL");
        return new Read("trades", "Executions of a day, in the order of time.", parsed => parsed.Query("api/trades", ("date", date), ("symbol", symbol))) { Parameters = [date, symbol] };
    }

    private static Read Chain()
    {
        var id = new Argument<string>("ID") { Description = "A correlation, order or execution id." };
        return new Read("chain", "All that belongs to one trade, from the scan to the profit.", parsed => $"api/trades/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/chain")
        {
            Parameters = [id],
            Columns = ["at", "kind", "id", "sentence"],
        };
    }

    private static Read Symbol()
    {
        var symbol = new Argument<string>("SYMBOL") { Description = "The symbol." };
        var date = Parameters.Text("--date", "A New York date; standard: today.", "yyyy-MM-dd");
        return new Read("symbol", "Why a symbol was bought, or not, today.", parsed => parsed.Query($"api/symbols/{Uri.EscapeDataString(parsed.GetRequiredValue(symbol))}", ("date", date)))
        {
            Parameters = [symbol, date],
        };
    }

    private static Read Watchlist()
    {
        var check = Parameters.Flag("--check", "End with 1 when entries may not be made from it.");
        return new Read("watchlist", "The day's candidates and what the freshness gate says.", static _ => "api/watchlist")
        {
            Parameters = [check],
            Columns = ["symbol", "tier", "price", "entryLevel", "distancePercent", "stopLoss", "targetR1", "targetR2", "trendScore", "sector"],
            VerdictFor = parsed => answer => answer.Is("fresh") ? ExitCode.Fine : parsed.GetValue(check) ? ExitCode.Failed : ExitCode.Warnings,
        };
    }

    private static ExitCode Killed(DeskAnswer answer) => answer.Is("kill_switch") ? ExitCode.Warnings : ExitCode.Fine;

    private static ExitCode Health(DeskAnswer answer) => answer.Text("status") switch
    {
        "healthy" => ExitCode.Fine,
        "degraded" => ExitCode.Warnings,
        _ => ExitCode.Failed,
    };
}

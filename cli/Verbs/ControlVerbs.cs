using System.CommandLine;
using System.Text.Json.Nodes;

namespace Trading.Cli.Verbs;

/// <summary>Stopping, releasing and starting the desk.</summary>
internal static class ControlVerbs
{
    public static IEnumerable<Command> Create(Func<ParseResult, Call> callOf)
    {
        yield return Kill().Create(callOf);
        var unlock = TwoPersonVerbs.Ask("unlock", "Asks that the kill switch be released; another person approves within fifteen minutes.", "api/system/unlock_request", "Ask for the kill switch to be released?").Create(callOf);
        unlock.Add(TwoPersonVerbs.Approve("approve", "Approves another operator's release.", "api/system/unlock_approve", "Release the kill switch?").Create(callOf));
        yield return unlock;
        yield return WithReason("approve", "Approves that entries are sent to the broker.", "api/execution/approve", "Let entries be sent to the broker?").Create(callOf);
        yield return WithReason("revoke", "Takes the approval back: no entry is sent.", "api/execution/revoke", "Stop entries from being sent?").Create(callOf);
        yield return DryRun().Create(callOf);
        yield return CancelAll().Create(callOf);
        yield return Reduce().Create(callOf);
        yield return WithReason("close-all", "Sells all that the desk bought.", "api/positions/close_all", "Sell every position that the desk bought?").Create(callOf);
        yield return Pause("pause", "Makes no entries of a strategy or symbol.", "pause", "Make no entries").Create(callOf);
        yield return Pause("resume", "Lets entries of a strategy or symbol be made again.", "resume", "Make entries again").Create(callOf);
        yield return WithReason("shutdown", "Drains the desk: no entries, working entries cancelled, the loop stopped and kept stopped.", "api/system/shutdown", "Drain the desk and keep it stopped?").Create(callOf);
        yield return Start().Create(callOf);
    }

    private static Change WithReason(string name, string description, string route, string question)
    {
        var reason = Parameters.Reason();
        return new Change(name, description, _ => route, parsed => Body(parsed, reason), _ => question) { Parameters = [reason] };
    }

    private static Change Start()
    {
        var paused = Parameters.Flag("--paused", "Exits only; entries stay held back.");
        var reason = Parameters.Reason();
        return new Change(
            "start",
            "Lets the desk run again after a shutdown or a pause.",
            static _ => "api/system/start",
            parsed => Body(parsed, reason, ("paused", parsed.GetValue(paused))),
            static _ => "Let the desk run again?")
        {
            Parameters = [paused, reason],
        };
    }

    private static Change Kill()
    {
        var mode = new Argument<string>("MODE") { Description = "halt_all: only cancels pass; close_only: no new risk.", DefaultValueFactory = static _ => "halt_all" };
        mode.AcceptOnlyFromAmong("halt_all", "close_only");

        // Whoever has to stop a desk at once is not asked for words first.
        var reason = new Option<string>("--reason") { Description = "Why; it is journalled with your name.", HelpName = "TEXT", DefaultValueFactory = static _ => "stopped by hand" };
        return new Change(
            "kill",
            "Stops trading at once; released by two people only.",
            static _ => "api/system/kill_switch",
            parsed => Body(parsed, reason, ("mode", parsed.GetRequiredValue(mode))),
            parsed => $"Stop trading ({parsed.GetRequiredValue(mode)}) and cancel working entries?")
        {
            Parameters = [mode, reason],
        };
    }

    private static Change DryRun()
    {
        var on = new Argument<string>("STATE") { Description = "on: entries go to the dry-run ledger; off: to the broker." };
        on.AcceptOnlyFromAmong("on", "off");
        var reason = Parameters.Reason();
        return new Change(
            "dry-run",
            "Switches dry run on or off.",
            static _ => "api/execution/dry_run",
            parsed => Body(parsed, reason, ("on", parsed.GetRequiredValue(on) == "on")),
            parsed => parsed.GetRequiredValue(on) == "on" ? "Send entries to the dry-run ledger?" : "Send entries to the broker instead of the dry-run ledger?")
        {
            Parameters = [on, reason],
        };
    }

    private static Change CancelAll()
    {
        const string Protective = "cancel protective stops";
        var force = Parameters.Flag("--force", "Also protective stops: what is held is then unprotected.");
        var reason = Parameters.Reason();
        return new Change(
            "cancel-all",
            "Cancels the desk's working orders; protective stops only with --force.",
            static _ => "api/orders/cancel_all",
            parsed => parsed.GetValue(force) ? Body(parsed, reason, ("force", true), ("confirm", Protective)) : Body(parsed, reason),
            static _ => "Cancel every working order of the desk?")
        {
            Parameters = [force, reason],
            SecondQuestion = parsed => parsed.GetValue(force) ? "Also cancel PROTECTIVE STOPS and leave what is held without one?" : null,
        };
    }

    private static Change Reduce()
    {
        var symbol = new Argument<string>("SYMBOL") { Description = "The symbol." };
        var target = new Option<decimal?>("--target") { Description = "The part of the position to keep, 0 to 1.", HelpName = "FRACTION" };
        var quantity = new Option<decimal?>("--quantity") { Description = "Or the shares to sell.", HelpName = "SHARES" };
        var reason = Parameters.Reason();
        return new Change(
            "reduce",
            "Sells a part of a position that the desk bought.",
            parsed => $"api/positions/{Uri.EscapeDataString(parsed.GetRequiredValue(symbol))}/reduce",
            parsed => (parsed.GetValue(target), parsed.GetValue(quantity)) switch
            {
                ({ } part, null) => Body(parsed, reason, ("target", part)),
                (null, { } shares) => Body(parsed, reason, ("quantity", shares)),
                _ => throw new TradeException("reduce wants either --target or --quantity"),
            },
            parsed => parsed.GetValue(target) is { } part
                ? $"Sell {parsed.GetRequiredValue(symbol)} down to {part:P0} of what is held?"
                : $"Sell {parsed.GetValue(quantity)} of {parsed.GetRequiredValue(symbol)}?")
        {
            Parameters = [symbol, target, quantity, reason],
        };
    }

    private static Change Pause(string name, string description, string word, string question)
    {
        var what = new Argument<string>("WHAT") { Description = "strategy or symbol." };
        what.AcceptOnlyFromAmong("strategy", "symbol");
        var id = new Argument<string>("NAME") { Description = "Which." };
        var reason = Parameters.Reason();
        return new Change(
            name,
            description,
            parsed => $"api/{(parsed.GetRequiredValue(what) == "symbol" ? "symbols" : "strategies")}/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/{word}",
            parsed => Body(parsed, reason),
            parsed => $"{question} in {parsed.GetRequiredValue(what)} {parsed.GetRequiredValue(id)}?")
        {
            Parameters = [what, id, reason],
        };
    }

    private static JsonObject Body(ParseResult parsed, Option<string> reason, params (string Name, JsonNode Value)[] more)
    {
        var body = new JsonObject { ["reason"] = parsed.GetRequiredValue(reason) };
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        return body;
    }
}

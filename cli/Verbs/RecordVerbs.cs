using System.CommandLine;
using System.Text.Json.Nodes;
using Trading.Cli.Desk;

namespace Trading.Cli.Verbs;

/// <summary>What people ask afterwards: journal, incident, export, verify, audit, state.</summary>
internal static class RecordVerbs
{
    public static IEnumerable<Command> Create(Func<ParseResult, Call> callOf)
    {
        yield return JournalVerb.Create(callOf);
        yield return Incident(callOf);
        yield return Export(callOf);
        yield return new Read("verify", "Functions enabled, next fires, gates, exactly one loop, build.", static _ => "api/verify") { Verdict = Overall }.Create(callOf);
        yield return new Read("audit", "The invariants on the present state.", static _ => "api/audit") { Verdict = Overall }.Create(callOf);
        yield return State(callOf);
    }

    private static Command Incident(Func<ParseResult, Call> callOf)
    {
        var from = new Option<string>("--from") { Description = "A date or an instant (UTC).", HelpName = "TIME", Required = true };
        var to = Parameters.Text("--to", "A date or an instant (UTC); standard: now.", "TIME");
        var output = new Option<string>("--out") { Description = "The zip.", HelpName = "FILE", DefaultValueFactory = static _ => "incident.zip" };
        var verb = new Command("incident", "Journal, logs and state of a span, in one zip.") { from, to, output };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var end = parsed.GetValue(to) is { } given ? $"&to={Uri.EscapeDataString(given)}" : string.Empty;
            return (int)await Download.ToFileAsync(callOf(parsed), $"api/incident?from={Uri.EscapeDataString(parsed.GetRequiredValue(from))}{end}", parsed.GetRequiredValue(output), cancellationToken).ConfigureAwait(false);
        });
        return verb;
    }

    private static Command Export(Func<ParseResult, Call> callOf)
    {
        var export = new Command("export", "The desk's state, or its trades, as a file.");
        var stateFile = new Option<string>("--out") { Description = "The file; - for standard output.", HelpName = "FILE", DefaultValueFactory = static _ => "state.json" };
        var state = new Command("state", "Positions, lots, open orders, gates, kill switch, limits: JSON.") { stateFile };
        state.SetAction(async (parsed, token) => (int)await Download.TextAsync(callOf(parsed), "api/export/state", parsed.GetRequiredValue(stateFile), token).ConfigureAwait(false));
        var from = Parameters.Text("--from", "The first New York date.", "yyyy-MM-dd");
        var to = Parameters.Text("--to", "The last New York date.", "yyyy-MM-dd");
        var format = Parameters.Text("--format", "csv or json; standard: by the file's ending.", "FORMAT");
        var tradesFile = new Option<string>("--out") { Description = "The file; - for standard output.", HelpName = "FILE", DefaultValueFactory = static _ => "trades.csv" };
        var trades = new Command("trades", "Executions: CSV or JSON.") { from, to, format, tradesFile };
        trades.SetAction(async (parsed, token) =>
        {
            var file = parsed.GetRequiredValue(tradesFile);
            var form = parsed.GetValue(format) ?? (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "json" : "csv");
            var route = parsed.Query("api/export/trades", ("from", from), ("to", to));
            return (int)await Download.TextAsync(callOf(parsed), $"{route}{(route.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format={Uri.EscapeDataString(form)}", file, token).ConfigureAwait(false);
        });
        export.Add(state);
        export.Add(trades);
        return export;
    }

    private static Command State(Func<ParseResult, Call> callOf)
    {
        var state = new Read("state", "How far a shutdown has come, what is paused, who stopped what.", static _ => "api/system/state").Create(callOf);
        state.Add(new Read("check", "The records against the journal.", static _ => "api/state/check") { Verdict = static answer => answer.List("differences").Any() ? ExitCode.Failed : ExitCode.Fine }.Create(callOf));
        var apply = Parameters.Flag("--apply", "Write them; without it only the differences are shown.");
        var reason = Parameters.Reason();
        state.Add(new Change(
            "rebuild",
            "Makes the records again from the journal: the differences first, written with --apply.",
            static _ => "api/state/rebuild",
            parsed => new JsonObject { ["reason"] = parsed.GetRequiredValue(reason), ["apply"] = parsed.GetValue(apply) },
            parsed => parsed.GetValue(apply) ? "Write the records again from the journal?" : "Compare the records with the journal?")
        {
            Parameters = [apply, reason],
        }.Create(callOf));
        return state;
    }

    private static ExitCode Overall(DeskAnswer answer) => answer.Text("status")?.ToUpperInvariant() switch
    {
        "PASS" or "HEALTHY" => ExitCode.Fine,
        "WARN" or "DEGRADED" => ExitCode.Warnings,
        _ => ExitCode.Failed,
    };
}

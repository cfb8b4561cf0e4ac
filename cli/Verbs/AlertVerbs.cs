using System.CommandLine;
using System.Text.Json.Nodes;

namespace Trading.Cli.Verbs;

/// <summary>Alerts: what is open, who has it, what is silenced.</summary>
internal static class AlertVerbs
{
    public static IEnumerable<Command> Create(Func<ParseResult, Call> callOf)
    {
        var state = Parameters.Text("--state", "open, silenced, acknowledged or resolved; standard: all.", "STATE");
        var alerts = new Read("alerts", "Alerts with age and owner, the gravest first.", parsed => parsed.Query("api/alerts", ("state", state)))
        {
            Parameters = [state],
            Columns = ["id", "severity", "state", "ageSeconds", "owner", "acknowledgedBy", "sentence"],
            Verdict = static answer => answer.List("alerts").Any(IsOpen) ? ExitCode.Warnings : ExitCode.Fine,
        }.Create(callOf);
        alerts.Add(Acknowledge().Create(callOf));
        alerts.Add(Silence().Create(callOf));
        alerts.Add(new Read("silences", "What is silenced, until when, by whom.", static _ => "api/alerts/silences").Create(callOf));
        alerts.Add(new Read("rules", "The table of alerts: metric, threshold, who is told, what is done.", static _ => "api/alerts/rules").Create(callOf));
        yield return alerts;
    }

    private static Change Acknowledge()
    {
        var id = new Argument<string>("ID") { Description = "The alert." };
        var note = Parameters.Text("--note", "What you do about it.", "TEXT");
        return new Change(
            "ack",
            "Takes an alert: nobody else is called for it.",
            parsed => $"api/alerts/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/ack",
            parsed => new JsonObject { ["note"] = parsed.GetValue(note) ?? "acknowledged" },
            parsed => $"Take {parsed.GetRequiredValue(id)}?")
        {
            Parameters = [id, note],
        };
    }

    private static Change Silence()
    {
        var code = new Argument<string>("CODE") { Description = "The alerts of a code are recorded and not told." };
        var minutes = new Option<int>("--minutes") { Description = "For how long.", HelpName = "N", Required = true };
        var reason = Parameters.Reason();
        return new Change(
            "silence",
            "Keeps alerts of a code from being told for a while.",
            static _ => "api/alerts/silence",
            parsed => new JsonObject { ["code"] = parsed.GetRequiredValue(code), ["minutes"] = parsed.GetRequiredValue(minutes), ["reason"] = parsed.GetRequiredValue(reason) },
            parsed => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Tell nobody of {parsed.GetRequiredValue(code)} for {parsed.GetRequiredValue(minutes)} minutes?"))
        {
            Parameters = [code, minutes, reason],
        };
    }

    private static bool IsOpen(System.Text.Json.JsonElement alert) =>
        !alert.TryGetProperty("state", out var state) || string.Equals(state.GetString(), "open", StringComparison.OrdinalIgnoreCase);
}

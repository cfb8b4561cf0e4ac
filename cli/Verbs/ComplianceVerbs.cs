using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trading.Cli.Desk;

namespace Trading.Cli.Verbs;

/// <summary>Compliance: status, alerts and their review, the restricted list, deadlines, reports.</summary>
internal static class ComplianceVerbs
{
    public static IEnumerable<Command> Create(Func<ParseResult, Call> callOf)
    {
        var compliance = new Read("compliance", "Open alerts, last report, deadlines; ends with 1 when one is overdue.", static _ => "api/compliance/status") { Verdict = Verdict }.Create(callOf);
        compliance.Add(new Read("alerts", "Findings of the conduct checks.", static _ => "api/compliance/alerts").Create(callOf));
        compliance.Add(Review().Create(callOf));
        compliance.Add(new Read("restricted", "Symbols that may not be bought.", static _ => "api/compliance/restricted").Create(callOf));
        compliance.Add(Restrict("restrict", "Puts a symbol on the restricted list.", "add", "Restrict").Create(callOf));
        compliance.Add(Restrict("release", "Takes a symbol off the restricted list.", "remove", "Release").Create(callOf));
        var calendar = new Read("calendar", "Deadlines, the overdue ones marked; ends with 1 when there is one.", static _ => "api/compliance/calendar") { Verdict = Verdict }.Create(callOf);
        calendar.Add(Deadline().Create(callOf));
        calendar.Add(Met().Create(callOf));
        compliance.Add(calendar);
        compliance.Add(Dated("report", "The day's transaction report.", "api/compliance/report").Create(callOf));
        compliance.Add(Dated("summary", "The day's compliance summary.", "api/compliance/summary").Create(callOf));
        yield return compliance;
    }

    private static Read Dated(string name, string description, string route)
    {
        var date = Parameters.Text("--date", "A New York date; standard: the newest.", "yyyy-MM-dd");
        return new Read(name, description, parsed => parsed.Query(route, ("date", date))) { Parameters = [date] };
    }

    private static Change Deadline()
    {
        var what = new Argument<string>("WHAT") { Description = "What is due." };
        var due = new Option<string>("--due") { Description = "By when, a New York date.", HelpName = "yyyy-MM-dd", Required = true };
        return new Change(
            "add",
            "Enters a deadline.",
            static _ => "api/compliance/calendar/add",
            parsed => new JsonObject { ["what"] = parsed.GetRequiredValue(what), ["due"] = parsed.GetRequiredValue(due) },
            parsed => $"Enter {parsed.GetRequiredValue(what)}, due {parsed.GetRequiredValue(due)}?")
        {
            Parameters = [what, due],
        };
    }

    private static Change Met()
    {
        var id = new Argument<string>("ID") { Description = "The deadline." };
        var reason = Parameters.Reason();
        return new Change(
            "done",
            "Marks a deadline as met.",
            static _ => "api/compliance/calendar/done",
            parsed => new JsonObject { ["id"] = parsed.GetRequiredValue(id), ["reason"] = parsed.GetRequiredValue(reason) },
            parsed => $"Mark {parsed.GetRequiredValue(id)} as met?")
        {
            Parameters = [id, reason],
        };
    }

    private static Change Review()
    {
        var id = new Argument<string>("ID") { Description = "The finding." };
        var action = new Option<string>("--action") { Description = "reviewed, escalated or closed.", HelpName = "ACTION", Required = true };
        var reason = Parameters.Reason();
        return new Change(
            "review",
            "Writes down what was done about a finding.",
            parsed => $"api/compliance/alerts/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/review",
            parsed => new JsonObject { ["action"] = parsed.GetRequiredValue(action), ["reason"] = parsed.GetRequiredValue(reason) },
            parsed => $"Mark {parsed.GetRequiredValue(id)} as {parsed.GetRequiredValue(action)}?")
        {
            Parameters = [id, action, reason],
        };
    }

    private static Change Restrict(string name, string description, string word, string question)
    {
        var symbol = new Argument<string>("SYMBOL") { Description = "The symbol." };
        var reason = Parameters.Reason();
        return new Change(
            name,
            description,
            _ => $"api/compliance/restricted/{word}",
            parsed => new JsonObject { ["symbol"] = parsed.GetRequiredValue(symbol), ["reason"] = parsed.GetRequiredValue(reason) },
            parsed => $"{question} {parsed.GetRequiredValue(symbol)}?")
        {
            Parameters = [symbol, reason],
        };
    }

    private static ExitCode Verdict(DeskAnswer answer) =>
        answer.Body.TryGetProperty("overdue", out var overdue) && overdue.ValueKind == JsonValueKind.Number && overdue.GetInt32() > 0 ? ExitCode.Failed : ExitCode.Fine;
}

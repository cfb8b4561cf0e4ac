using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Trading.Cli.Verbs;

/// <summary>Settings and limits: as they stand, as they were, and changing them.</summary>
internal static class ConfigVerbs
{
    public static IEnumerable<Command> Create(Func<ParseResult, Call> callOf)
    {
        var config = new Read("config", "Every setting, its value, and whether a change needs a restart.", static _ => "api/config").Create(callOf);
        config.Add(new Read("limits", "The limits in force, and what waits for a second person.", static _ => "api/config/limits").Create(callOf));
        config.Add(new Read("history", "Who changed which limit when, and why.", static _ => "api/config/history").Create(callOf));
        config.Add(Diff().Create(callOf));
        config.Add(Set().Create(callOf));
        config.Add(Rollback().Create(callOf));
        config.Add(Approve().Create(callOf));
        yield return config;
    }

    private static Read Diff()
    {
        var from = new Argument<int>("FROM") { Description = "A number of the history." };
        var to = new Argument<int?>("TO") { Description = "Another; standard: the newest.", Arity = ArgumentArity.ZeroOrOne };
        return new Read("diff", "What changed between two numbers of the history.", parsed =>
            string.Create(CultureInfo.InvariantCulture, $"api/config/diff?from={parsed.GetValue(from)}") + (parsed.GetValue(to) is { } end ? string.Create(CultureInfo.InvariantCulture, $"&to={end}") : string.Empty))
        {
            Parameters = [from, to],
        };
    }

    private static Change Set()
    {
        var values = new Argument<string[]>("KEY=VALUE") { Description = "Limits to change.", Arity = ArgumentArity.OneOrMore };
        var reason = Parameters.Reason();
        return new Change(
            "set",
            "Changes limits: lower ones count at once, higher ones wait for a second person.",
            static _ => "api/config/limits",
            parsed => new JsonObject { ["reason"] = parsed.GetRequiredValue(reason), ["values"] = Values(parsed.GetRequiredValue(values)) },
            parsed => $"Set {string.Join(", ", parsed.GetRequiredValue(values))}?")
        {
            Parameters = [values, reason],
        };
    }

    // A raise that the file asks for has no request yet: the first person's approval makes it theirs.
    private static Change Approve()
    {
        var id = new Argument<string?>("REQUEST") { Description = "The request, such as REQ-7; standard: the raise that waits.", Arity = ArgumentArity.ZeroOrOne };
        return new Change(
            "approve",
            "Approves limits that another operator asked to raise, or takes up what the limits file asks for.",
            static _ => "api/config/approve",
            parsed => parsed.GetValue(id) is { } request ? new JsonObject { ["request_id"] = request } : [],
            parsed => $"{parsed.GetValue(id) ?? "The raise that waits"}: raise the limits?")
        {
            Parameters = [id],
        };
    }

    private static Change Rollback()
    {
        var number = new Argument<int>("N") { Description = "A number of the history." };
        var reason = Parameters.Reason();
        return new Change(
            "rollback",
            "Sets the limits as they were; what that raises waits for a second person.",
            static _ => "api/config/rollback",
            parsed => new JsonObject { ["reason"] = parsed.GetRequiredValue(reason), ["number"] = parsed.GetRequiredValue(number) },
            parsed => string.Create(CultureInfo.InvariantCulture, $"Set the limits as they were at number {parsed.GetRequiredValue(number)}?"))
        {
            Parameters = [number, reason],
        };
    }

    private static JsonObject Values(string[] pairs)
    {
        var values = new JsonObject();
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !decimal.TryParse(pair.AsSpan(at + 1), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) || !values.TryAdd(pair[..at], value))
            {
                throw new TradeException($"'{pair}': wants KEY=NUMBER, each key once");
            }
        }

        return values;
    }
}

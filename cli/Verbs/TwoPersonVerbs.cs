using System.CommandLine;
using System.Text.Json.Nodes;

namespace Trading.Cli.Verbs;

/// <summary>What one person asks for and another approves.</summary>
internal static class TwoPersonVerbs
{
    public static Change Ask(string name, string description, string route, string question)
    {
        var reason = Parameters.Reason();
        return new Change(name, description, _ => route, parsed => new JsonObject { ["reason"] = parsed.GetRequiredValue(reason) }, _ => question) { Parameters = [reason] };
    }

    public static Change Approve(string name, string description, string route, string question)
    {
        var id = new Argument<string>("REQUEST") { Description = "The request, such as REQ-7." };
        return new Change(name, description, _ => route, parsed => new JsonObject { ["request_id"] = parsed.GetRequiredValue(id) }, parsed => $"{parsed.GetRequiredValue(id)}: {question}")
        {
            Parameters = [id],
        };
    }
}

using System.CommandLine;
using System.Text.Json.Nodes;

namespace Trading.Cli.Verbs;

/// <summary>The jobs of the day: when they ran, run one, switch one off, end a loop that hangs.</summary>
internal static class JobVerbs
{
    public static IEnumerable<Command> Create(Func<ParseResult, Call> callOf)
    {
        var jobs = new Read("jobs", "Each job: enabled, last run and result, next fire.", static _ => "api/jobs")
        {
            Verdict = static answer => answer.List("jobs").Any(static job => job.TryGetProperty("enabled", out var enabled) && enabled.ValueKind == System.Text.Json.JsonValueKind.False)
                ? ExitCode.Warnings
                : ExitCode.Fine,
        }.Create(callOf);
        jobs.Add(Run().Create(callOf));
        jobs.Add(Switch("enable", "Lets a job run again.", "Let it run again").Create(callOf));
        jobs.Add(Switch("disable", "Keeps a job from running; an alert stands while it lasts.", "Keep it from running").Create(callOf));
        jobs.Add(Switch("terminate", "Ends a loop that hangs.", "End it").Create(callOf));
        yield return jobs;
        yield return new Read("agents", "Jobs and loop as agents: running, idle, stopped, failed.", static _ => "api/agents/status").Create(callOf);
    }

    private static Change Run()
    {
        var name = new Argument<string>("JOB") { Description = "The job, such as Scan." };
        var dryRun = Parameters.Flag("--dry-run", "Only say whether it would run.");
        var reason = Parameters.Reason();
        return new Change(
            "run",
            "Runs a job now.",
            parsed => $"api/jobs/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/run",
            parsed => new JsonObject { ["reason"] = parsed.GetRequiredValue(reason), ["dry_run"] = parsed.GetValue(dryRun) },
            parsed => $"Run {parsed.GetRequiredValue(name)} now?")
        {
            Parameters = [name, dryRun, reason],
        };
    }

    private static Change Switch(string word, string description, string question)
    {
        var name = new Argument<string>("JOB") { Description = "The job, such as Scan." };
        var reason = Parameters.Reason();
        return new Change(
            word,
            description,
            parsed => $"api/jobs/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/{word}",
            parsed => new JsonObject { ["reason"] = parsed.GetRequiredValue(reason) },
            parsed => $"{parsed.GetRequiredValue(name)}: {question}?")
        {
            Parameters = [name, reason],
        };
    }
}

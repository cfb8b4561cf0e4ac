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
        var agents = new Read("agents", "Jobs and loop as agents: running, idle, stopped, failed.", static _ => "api/agents/status").Create(callOf);
        agents.Add(Restart().Create(callOf));
        yield return agents;
        var backlog = new Read("backlog", "What orchestrations and timers have not done yet, and how old it is.", static _ => "api/eventbus/stats").Create(callOf);
        backlog.Add(new Read("consumers", "The slowest first.", static _ => "api/eventbus/consumers").Create(callOf));
        backlog.Add(ClearStale().Create(callOf));
        yield return backlog;
    }

    private static Change Restart()
    {
        var name = new Argument<string>("NAME") { Description = "A job, or ExecutionLoop." };
        var reason = Parameters.Reason();
        return new Change(
            "restart",
            "Ends and starts one of them.",
            parsed => $"api/agents/restart/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}",
            parsed => new JsonObject { ["reason"] = parsed.GetRequiredValue(reason) },
            parsed => $"Restart {parsed.GetRequiredValue(name)}?")
        {
            Parameters = [name, reason],
        };
    }

    private static Change ClearStale()
    {
        var reason = Parameters.Reason();
        return new Change(
            "clear",
            "Ends what is not today's and the claims of dead runs; nothing that concerns today.",
            static _ => "api/eventbus/clear_stale",
            parsed => new JsonObject { ["reason"] = parsed.GetRequiredValue(reason) },
            static _ => "End what earlier days left behind?")
        {
            Parameters = [reason],
        };
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

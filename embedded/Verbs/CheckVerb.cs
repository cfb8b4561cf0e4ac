using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Checks;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Runtime.Catalog;
using Trading.Execution;
using Trading.Operations.Preflights;
using Trading.Storage;

namespace Trading.Embedded.Verbs;

/// <summary><c>check</c>: offline, changes nothing. PASS 0, FAIL 1, WARN 2.</summary>
internal static class CheckVerb
{
    private const int MostHours = 100_000;
    private static readonly string[] Modes = ["config", "scan", "execution", "storage", "data"];

    public static Command Create(FunctionApp app)
    {
        var mode = CommandLine.Word("--mode", "What to look at.", "all", ["all", .. Modes]);
        var strict = CommandLine.Flag("--strict", "A warning counts as a failure.");
        var state = CommandLine.Folder("--state", "The state folder; standard: state/desk.");
        var bars = CommandLine.Folder("--bars", "The folder of bars that data looks at.");
        var asOf = CommandLine.Date("--as-of", "The session up to which the bars should reach; standard: the last one that has ended.");
        var lookback = CommandLine.Count("--lookback-hours", "Of the bars, look at the newest sessions alone for what is stale or missing: one for each 24 hours.", MostHours);
        var json = CommandLine.Flag("--json", "One JSON object on standard output.");
        var verb = new Command("check", "Looks at configuration, state and bars without changing anything: PASS 0, FAIL 1, WARN 2.") { mode, strict, state, bars, asOf, lookback, json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var asked = parsed.GetValue(mode)!;
            var folder = Folders.Full(parsed.GetValue(state)) ?? Folders.Standard("desk");
            var data = new DataRequest(Folders.Full(parsed.GetValue(bars)), parsed.GetValue(asOf) ?? RehearseVerb.LastEnded(app.WallClock), parsed.GetValue(lookback));
            var lines = await RunAsync(app, ModesOf(asked), folder, data, cancellationToken).ConfigureAwait(false);
            var (report, isStrict) = (new PreflightReport(lines), parsed.GetValue(strict));
            Console.Out.WriteLine(parsed.GetValue(json) ? Json(asked, isStrict, report) : report.Text(isStrict));
            return report.ExitCode(isStrict);
        });
        return verb;
    }

    private static HashSet<string> ModesOf(string asked) => asked == "all" ? [.. Modes] : [asked];

    private static async Task<List<PreflightLine>> RunAsync(FunctionApp app, HashSet<string> modes, string state, DataRequest data, CancellationToken cancellationToken)
    {
        var lines = new List<PreflightLine>();
        if (modes.Contains("config"))
        {
            lines.AddRange(Config(app, state));
        }

        if (modes.Overlaps(["storage", "execution", "scan"]))
        {
            lines.AddRange(await new StateChecks(state, app.WallClock).RunAsync(modes, cancellationToken).ConfigureAwait(false));
        }

        if (modes.Contains("data"))
        {
            lines.AddRange(await DataChecks.RunAsync(data, state, app.WallClock, cancellationToken).ConfigureAwait(false));
        }

        return lines;
    }

    private static IEnumerable<PreflightLine> Config(FunctionApp app, string state)
    {
        var services = new ServiceCollection();
        app.AddTrading(services);
        var options = services.BuildServiceProvider().GetRequiredService<DeskOptions>();
        var faults = options.Limits.Faults();
        yield return faults.Count == 0
            ? new PreflightLine("limits", PreflightVerdict.Pass, $"valid; {options.Mode}")
            : new PreflightLine("limits", PreflightVerdict.Fail, string.Join("; ", faults));
        yield return LimitCheck.OfFile(state);
        yield return Functions(app);
    }

    private static PreflightLine Functions(FunctionApp app)
    {
        try
        {
            return new PreflightLine("functions", PreflightVerdict.Pass, $"{FunctionCatalog.Discover(app.Functions).Functions.Count} can be hosted");
        }
        catch (FunctionCatalogException fault)
        {
            return new PreflightLine("functions", PreflightVerdict.Fail, fault.Message);
        }
    }

    private static string Json(string mode, bool strict, PreflightReport report)
    {
        var checks = report.Lines.Select(line => new { line.Name, Status = line.Verdict.ToString().ToUpperInvariant(), line.Message });
        var answer = new { Mode = mode, Strict = strict, Result = report.Result.ToString().ToUpperInvariant(), ExitCode = report.ExitCode(strict), Checks = checks };
        return JsonSerializer.Serialize(answer, TradingJson.Options);
    }
}

using NodaTime;
using Trading.Brokers;
using Trading.Functions.Composition;
using Trading.Operations.Health;
using Trading.Storage;
using Trading.Time;

namespace Trading.Functions.Work;

/// <summary>Checks a deployment: the functions it should have, their switches and next slots, gates, loop, store, account and clock. It alerts nobody.</summary>
public sealed class Verification(IServiceProvider services, IBroker broker, RunLedger ledger, StoreSchema schema, TimeProvider clock)
{
    private const string Pass = "PASS";
    private const string Warn = "WARN";
    private const string Fail = "FAIL";

    private readonly IReadOnlyList<IHealthCheck> checks =
    [
        TradingServices.Make<GatesCheck>(services), TradingServices.Make<LoopCheck>(services), TradingServices.Make<ClockCheck>(services), TradingServices.Make<StoreCheck>(services),
    ];

    /// <summary>The report. A line that cannot be judged is a failure of that line alone.</summary>
    public async Task<VerifyReport> RunAsync(LoopStatus loop, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var date = NewYork.DateOf(now);
        var round = new HealthRound(now, date, ExchangeCalendar.Nyse.SessionOn(date), loop);
        var jobs = new List<ScheduledJob>();
        var lines = new List<VerifyLine>
        {
            Functions(),
            await TryAsync("jobs", () => JobsAsync(jobs, now, cancellationToken)),
            await TryAsync("schema", () => SchemaAsync(cancellationToken)),
            await TryAsync("account", () => AccountAsync(cancellationToken)),
        };
        foreach (var check in checks)
        {
            lines.Add(await TryAsync(check.Name, async () => Of(await check.LookAsync(round, cancellationToken))));
        }

        var status = lines.Exists(line => line.Result == Fail) ? Fail : lines.Exists(line => line.Result == Warn) ? Warn : Pass;
        return new VerifyReport(status, now, FunctionDirectory.Build, StoreSchema.Version, broker.Account, lines, jobs, FunctionDirectory.All);
    }

    private static VerifyLine Functions()
    {
        var timers = FunctionDirectory.All.Where(function => function.Kind == "timer").ToDictionary(function => function.Name, StringComparer.Ordinal);
        var missing = Jobs.All.Where(job => !timers.TryGetValue(job.Name, out var timer) || timer.Schedule != job.Cron).Select(job => job.Name).ToList();
        return missing.Count > 0
            ? new VerifyLine("functions", Fail, $"no timer with the right schedule: {string.Join(", ", missing)}")
            : new VerifyLine("functions", Pass, $"{FunctionDirectory.All.Count} functions, a timer for each of {Jobs.All.Count} jobs");
    }

    private static VerifyLine Of(CheckResult result) =>
        new(result.Name, result.Status switch { HealthStatus.Healthy => Pass, HealthStatus.Degraded => Warn, _ => Fail }, result.Sentence);

    private static async Task<VerifyLine> TryAsync(string name, Func<Task<VerifyLine>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception fault) when (fault is StorageException or BrokerException)
        {
            return new VerifyLine(name, Fail, fault.Message);
        }
    }

    private async Task<VerifyLine> JobsAsync(List<ScheduledJob> jobs, Instant now, CancellationToken cancellationToken)
    {
        foreach (var job in Jobs.All)
        {
            var isEnabled = await ledger.SwitchOfAsync(job.Name, cancellationToken) is not { Enabled: false };
            jobs.Add(new ScheduledJob(job.Name, job.Cron, isEnabled, JobSchedule.NextAfter(job, now)));
        }

        var off = jobs.Where(job => !job.Enabled).Select(job => job.Name).ToList();
        return off.Count > 0 ? new VerifyLine("jobs", Warn, $"disabled: {string.Join(", ", off)}") : new VerifyLine("jobs", Pass, $"{jobs.Count} jobs are enabled");
    }

    private async Task<VerifyLine> SchemaAsync(CancellationToken cancellationToken) =>
        await schema.CheckAsync(cancellationToken) is { } refusal ? new VerifyLine("schema", Fail, refusal) : new VerifyLine("schema", Pass, $"version {StoreSchema.Version}");

    private async Task<VerifyLine> AccountAsync(CancellationToken cancellationToken)
    {
        var account = await broker.AccountAsync(cancellationToken);
        return new VerifyLine("account", Pass, $"{broker.Account}: equity {account.Equity:0.00}, buying power {account.BuyingPower:0.00}");
    }
}

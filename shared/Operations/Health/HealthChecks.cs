using NodaTime;
using Trading.Time;

namespace Trading.Operations.Health;

/// <summary>The outcome of a round of checks.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>: that of the worst check.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reasons">A sentence for each check that is not healthy.</param>
/// <param name="Checks">All of them, in order.</param>
public sealed record HealthReport(string Status, Instant At, IReadOnlyList<string> Reasons, IReadOnlyList<CheckResult> Checks)
{
    /// <summary>The same for whoever may know that something is wrong and not what.</summary>
    public HealthReport WithoutReasons() => this with
    {
        Reasons = [.. Checks.Where(check => check.Status != HealthStatus.Healthy).Select(check => check.Name)],
        Checks = [.. Checks.Select(check => check with { Sentence = string.Empty })],
    };

    /// <summary>The one-line result of a round.</summary>
    public override string ToString() => Reasons.Count == 0 ? $"{Status}: {Checks.Count} checks" : $"{Status}: {string.Join("; ", Reasons)}";
}

/// <summary>Runs named checks. Each is on its own: one that throws is an unhealthy check and hides none of the others. What is unhealthy is alerted, once a day for each check.</summary>
public sealed class HealthChecks(IReadOnlyList<IHealthCheck> checks, Alerts alerts, TimeProvider clock)
{
    /// <summary>One round.</summary>
    /// <param name="loop">The loop's orchestration as the host sees it.</param>
    /// <param name="cancellationToken">Cancels between the checks.</param>
    public async Task<HealthReport> RunAsync(LoopStatus loop, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var date = NewYork.DateOf(now);
        var round = new HealthRound(now, date, ExchangeCalendar.Nyse.SessionOn(date), loop);
        var results = new List<CheckResult>(checks.Count);
        foreach (var check in checks)
        {
            results.Add(await LookAsync(check, round, cancellationToken).ConfigureAwait(false));
        }

        var sick = results.Where(result => result.Status != HealthStatus.Healthy).ToList();
        foreach (var result in sick.Where(result => result.Status == HealthStatus.Unhealthy))
        {
            await AlertAsync(result, results, cancellationToken).ConfigureAwait(false);
        }

        var worst = results.Count == 0 ? HealthStatus.Unhealthy : results.Max(result => result.Status);
        return new HealthReport(worst.ToString().ToLowerInvariant(), now, [.. sick.Select(result => $"{result.Name}: {result.Sentence}")], results);
    }

    private static async ValueTask<CheckResult> LookAsync(IHealthCheck check, HealthRound round, CancellationToken cancellationToken)
    {
        try
        {
            return await check.LookAsync(round, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return CheckResult.Unhealthy(check.Name, $"could not be checked: {fault.Message}");
        }
    }

    // A store that is down cannot keep the alert either: the report must still come out.
    private async ValueTask AlertAsync(CheckResult result, List<CheckResult> results, CancellationToken cancellationToken)
    {
        try
        {
            await alerts.RaiseAsync("unhealthy", AlertSeverity.Critical, result.Name, $"{result.Name}: {result.Sentence}", cancellationToken).ConfigureAwait(false);
        }
        catch (Storage.StorageException fault)
        {
            results.Add(CheckResult.Unhealthy("alerts", $"{result.Name} could not be alerted: {fault.Message}"));
        }
    }
}

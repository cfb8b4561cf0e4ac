using NodaTime;
using Trading.Control;
using Trading.Journal;
using Trading.Operations.Health;
using Trading.Time;

namespace Trading.Operations.Watchdogs;

/// <summary>Starts what was missed or died, within its budget; when that is used up, it stops new risk and calls a person.</summary>
public sealed class Watchdog(RunLedger ledger, LoopSwitch loop, RestartBudget budget, KillSwitch kill, JournalWriter journal, Alerts alerts, TimeProvider clock, WatchdogOptions? options = null)
{
    /// <summary>One look.</summary>
    /// <param name="seen">The loop's orchestration as the host sees it.</param>
    /// <param name="start">Starts one thing and returns when it has been handed over; the jobs among them go through the job runner, which starts nothing twice.</param>
    /// <param name="correlation">What the run's events are filed under.</param>
    /// <param name="cancellationToken">Cancels between the starts.</param>
    /// <returns>What was started, in one line.</returns>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    /// <exception cref="InvalidOperationException">A start failed; the others were tried.</exception>
    public async Task<string> RunAsync(
        LoopStatus seen, Func<WatchdogStart, CancellationToken, Task> start, string correlation, CancellationToken cancellationToken)
    {
        var missing = WatchdogPolicy.Decide(await FactsAsync(seen, cancellationToken).ConfigureAwait(false));
        var failures = new List<string>();
        foreach (var what in missing)
        {
            if (!await budget.TryTakeAsync(what, cancellationToken).ConfigureAwait(false))
            {
                return await GiveUpAsync(what, cancellationToken).ConfigureAwait(false);
            }

            // Told before it is done: a start that takes the process with it must not go unseen.
            await journal.AppendAsync("watchdog-started", correlation, new { What = what }, cancellationToken).ConfigureAwait(false);
            await alerts.RaiseAsync("watchdog-started", AlertSeverity.Warning, what.ToString(), $"{what} was missing and is started by the watchdog", cancellationToken).ConfigureAwait(false);
            await TryAsync(what, start, failures, cancellationToken).ConfigureAwait(false);
        }

        return failures.Count > 0 ? throw new InvalidOperationException(string.Join("; ", failures))
            : missing.Count == 0 ? "nothing was missing"
            : $"started {string.Join(", ", missing)}";
    }

    private static async Task TryAsync(WatchdogStart what, Func<WatchdogStart, CancellationToken, Task> start, List<string> failures, CancellationToken cancellationToken)
    {
        try
        {
            await start(what, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            failures.Add($"{what} could not be started: {fault.Message}");
        }
    }

    private async ValueTask<WatchdogFacts> FactsAsync(LoopStatus seen, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var date = NewYork.DateOf(now);
        return new WatchdogFacts(
            now,
            ExchangeCalendar.Nyse.SessionOn(date),
            options is { MakesUpScan: false } || await IsDealtWithAsync(Jobs.Scan, date, now, cancellationToken).ConfigureAwait(false),
            seen.RunningCount > 0 || seen.Problem is not null || await IsDisabledAsync(Jobs.ExecutionRestart, cancellationToken).ConfigureAwait(false),
            (await loop.ReadAsync(cancellationToken).ConfigureAwait(false)).Mode,
            await IsDealtWithAsync(Jobs.EndOfDay, date, now, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<bool> IsDealtWithAsync(Job job, LocalDate date, Instant now, CancellationToken cancellationToken)
    {
        var run = await ledger.FindAsync(job.Name, date, "day", cancellationToken).ConfigureAwait(false);
        return run?.State == RunState.Done || run?.IsAlive(now) == true || await IsDisabledAsync(job, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> IsDisabledAsync(Job job, CancellationToken cancellationToken) =>
        await ledger.SwitchOfAsync(job.Name, cancellationToken).ConfigureAwait(false) is { Enabled: false };

    private async ValueTask<string> GiveUpAsync(WatchdogStart what, CancellationToken cancellationToken)
    {
        var sentence = $"{what} is missing again after {RestartBudget.MostStarts} starts within an hour: new risk is stopped, somebody must look";
        await kill.EscalateAsync(KillMode.CloseOnly, KillSources.Health, "Watchdog", sentence, cancellationToken).ConfigureAwait(false);
        await alerts.RaiseAsync("watchdog-gave-up", AlertSeverity.Critical, what.ToString(), sentence, cancellationToken).ConfigureAwait(false);
        return sentence;
    }
}

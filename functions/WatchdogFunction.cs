using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Functions.Work;
using Trading.Functions.Loop;
using Trading.Operations;
using Trading.Operations.Watchdogs;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Every quarter of an hour: drives what was missed or died, at most three times an hour.</summary>
public sealed class WatchdogFunction(JobRunner jobs, Watchdog watchdog, DeskJobs desk, LoopControl loop)
{
    /// <summary>Starts the scan until 09:25, the loop until half an hour before the close, the close of the books until 20:00, New York.</summary>
    [Function("Watchdog")]
    public async Task RunAsync(
        [TimerTrigger(JobCrons.Watchdog)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var outcome = await jobs.RunAsync(
            Jobs.Watchdog,
            async (run, token) => await watchdog.RunAsync(await LoopControl.StatusAsync(client, token), (what, stop) => StartAsync(what, client, stop), run.Correlation, token),
            cancellationToken);
        outcome.ThrowIfFailed();
    }

    private async Task StartAsync(WatchdogStart what, DurableTaskClient client, CancellationToken cancellationToken)
    {
        switch (what)
        {
            case WatchdogStart.Scan:
                (await desk.ScanAsync(cancellationToken)).ThrowIfFailed();
                break;
            case WatchdogStart.Loop:
                await loop.EnsureTodayAsync(client, cancellationToken);
                break;
            case WatchdogStart.EndOfDay:
                (await desk.EndOfDayAsync(cancellationToken)).ThrowIfFailed();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "the watchdog asked for something that cannot be started");
        }
    }
}

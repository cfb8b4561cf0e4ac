using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Runtime.Timers;
using Trading.Time;

namespace Trading.Embedded.Runtime;

/// <summary>
/// Runs a <see cref="FunctionHost"/> in real time. Each timer function has a loop of its own and each activity a task of its own, as on the
/// platform: a slow reconcile delays neither the next execution cycle nor a request, and no timer function ever overlaps itself. What
/// different functions may do to each other at the same time is settled where they meet, by the versions and leases of the records.
/// </summary>
public sealed class FunctionHostService(FunctionHost host, TimeProvider clock, ILogger<FunctionHostService> logger) : BackgroundService
{
    // A clock that is set, or a laptop that slept, is noticed within this time.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan WaitAfterFault = TimeSpan.FromSeconds(2);

    private TaskCompletionSource woken = NewSignal();

    /// <summary>Loads the host before anything is served.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        host.Engine.Changed = Wake;
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(host.Timers.Select(timer => TimerLoopAsync(timer, stoppingToken)).Append(OrchestrationLoopAsync(stoppingToken)));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task TimerLoopAsync(TimerFunction timer, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await GuardAsync(() => NextFireAsync(timer, stopping), stopping).ConfigureAwait(false);
        }
    }

    private async Task NextFireAsync(TimerFunction timer, CancellationToken stopping)
    {
        await Task.Delay(Until(timer.Next), clock, stopping).ConfigureAwait(false);
        var now = clock.Now().ToDateTimeUtc();
        if (timer.Next <= now)
        {
            await timer.FireAsync(now, stopping).ConfigureAwait(false);
        }
    }

    private async Task OrchestrationLoopAsync(CancellationToken stopping)
    {
        var running = new List<Task>();
        while (!stopping.IsCancellationRequested)
        {
            await GuardAsync(() => StepAsync(running, stopping), stopping).ConfigureAwait(false);
        }

        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private async Task StepAsync(List<Task> running, CancellationToken stopping)
    {
        // Renewed before looking, so that nothing that comes while looking is slept through.
        var signal = woken = NewSignal();
        await host.Engine.StepDueAsync(clock.Now().ToDateTimeUtc(), stopping).ConfigureAwait(false);
        while (await host.Engine.TakeAsync(stopping).ConfigureAwait(false) is { } work)
        {
            running.Add(GuardAsync(() => host.RunAsync(work, stopping), stopping));
        }

        running.RemoveAll(static task => task.IsCompleted);
        var wait = host.Engine.NextDue is { } due ? Until(due) : LongestWait;
        await signal.Task.WaitAsync(wait, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake() => Volatile.Read(ref woken).TrySetResult();

    private TimeSpan Until(DateTime due)
    {
        var wait = due - clock.Now().ToDateTimeUtc();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    // A loop outlives its faults: whatever could not be recorded is still due, and is tried again after a pause.
    private async Task GuardAsync(Func<Task> work, CancellationToken stopping)
    {
        try
        {
            await Task.Run(work, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host is stopping, and all that matters is on record.
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "the function host could not go on and tries again");
            await Task.Delay(WaitAfterFault, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

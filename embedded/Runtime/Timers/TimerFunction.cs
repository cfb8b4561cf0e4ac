using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NCrontab;
using Trading.Embedded.Runtime.Catalog;
using Trading.Storage;

namespace Trading.Embedded.Runtime.Timers;

/// <summary>
/// A function on a schedule. The status is written after the function has run, as the platform does: a process that dies in between finds
/// the occurrence still ahead of it, or past due, and runs it again. What was missed while nothing ran is made up for once.
/// </summary>
internal sealed class TimerFunction(
    FunctionDescriptor function,
    FunctionInvoker invoker,
    RecordTable<TimerStatus> statuses,
    FunctionHostOptions options,
    ILogger logger)
{
    private const string Partition = "schedules";

    private readonly CrontabSchedule schedule = Cron.Parse(((TimerTriggerAttribute)function.Attribute).Schedule);
    private TimerStatus status = null!;
    private bool pastDue;

    public string Name => function.Name;

    /// <summary>The occurrence to come, UTC; in the past when it has been missed.</summary>
    public DateTime Next => status.Next;

    public async Task LoadAsync(DateTime now, CancellationToken cancellationToken)
    {
        var stored = await statuses.GetAsync(Partition, Name, cancellationToken).ConfigureAwait(false);
        status = stored?.Value.At(schedule, now) ?? TimerStatus.First(schedule, now);
        pastDue = now > status.Next;
        if (status != stored?.Value)
        {
            await statuses.PutAsync(Partition, Name, status, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs the function and moves on to the next occurrence, whether it ended well or not.</summary>
    /// <exception cref="StorageException">The status could not be written: the fire may come again.</exception>
    public async Task FireAsync(DateTime now, CancellationToken cancellationToken)
    {
        if (!options.Suppress(Name))
        {
            await RunAsync(cancellationToken).ConfigureAwait(false);
        }

        var fired = status.Fired(schedule, now);
        await statuses.PutAsync(Partition, Name, fired, cancellationToken).ConfigureAwait(false);
        status = fired;
        pastDue = false;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        options.Observe(Name, FunctionKind.Timer, InvocationPhase.Fired);
        try
        {
            await invoker.InvokeAsync(function, Info(), cancellationToken).ConfigureAwait(false);
            options.Observe(Name, FunctionKind.Timer, InvocationPhase.Ran);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(fault, "{Function} failed", Name);
            options.Observe(Name, FunctionKind.Timer, InvocationPhase.Failed);
        }
    }

    private TimerInfo Info() => new()
    {
        IsPastDue = pastDue,
        ScheduleStatus = new ScheduleStatus { Last = status.Last ?? default, Next = status.Next, LastUpdated = status.Updated },
    };
}

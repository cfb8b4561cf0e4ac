using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Runtime.Catalog;
using Trading.Time;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>
/// Takes the instances' steps, one at a time. A step replays the code, writes one row (or the instance's record, when it ends or begins anew)
/// and only then counts: nothing is handed out that is not on record. An activity whose result was not written runs again.
/// </summary>
internal sealed class OrchestrationEngine(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    InstanceBook book,
    TimeProvider clock,
    FunctionHostOptions options,
    ILoggerFactory loggers) : IDisposable
{
    private readonly ILogger logger = loggers.CreateLogger("Trading.Orchestrations");
    private readonly SemaphoreSlim gate = new(1);
    private readonly Queue<ActivityWork> activities = new();
    private readonly Trespasses trespasses = new();
    private TaskCompletionSource ended = NewSignal();
    private long nextDue = long.MaxValue;

    /// <summary>Called on any thread when there may be something to do.</summary>
    public Action Changed { get; set; } = static () => { };

    /// <summary>The earliest instant at which there is something to do, UTC; in the past when it is overdue; null when there is nothing.</summary>
    public DateTime? NextDue =>
        trespasses.Any ? DateTime.UnixEpoch : Interlocked.Read(ref nextDue) is < long.MaxValue and var ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;

    /// <summary>Completes when an instance next ends.</summary>
    public Task NextEnding => ended.Task;

    public Task LoadAsync(CancellationToken cancellationToken) => AloneAsync(
        async book =>
        {
            await book.LoadAsync(cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Works on the instances while nothing else does, and lets the loop look at what has come of it.</summary>
    public async Task<T> ChangeAsync<T>(Func<InstanceBook, Task<T>> change, CancellationToken cancellationToken)
    {
        try
        {
            return await AloneAsync(change, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Changed();
        }
    }

    /// <summary>Looks at the instances while nothing else works on them.</summary>
    public async Task<T> AloneAsync<T>(Func<InstanceBook, Task<T>> look, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await look(book).ConfigureAwait(false);
        }
        finally
        {
            Publish();
            gate.Release();
        }
    }

    /// <summary>Takes every step that is due, timers at or before <paramref name="now"/> (UTC) included.</summary>
    public Task StepDueAsync(DateTime now, CancellationToken cancellationToken) => AloneAsync(
        async _ =>
        {
            await FailTrespassersAsync(cancellationToken).ConfigureAwait(false);
            foreach (var instance in await book.AllAsync(cancellationToken).ConfigureAwait(false))
            {
                await StepDueAsync(instance, now, cancellationToken).ConfigureAwait(false);
            }

            return true;
        },
        cancellationToken);

    /// <summary>The next activity to run, or null.</summary>
    public Task<ActivityWork?> TakeAsync(CancellationToken cancellationToken) => AloneAsync(
        _ =>
        {
            while (activities.TryDequeue(out var work))
            {
                if (book.Holds(work.Instance, work.Generation))
                {
                    return Task.FromResult<ActivityWork?>(work);
                }
            }

            return Task.FromResult<ActivityWork?>(null);
        },
        cancellationToken);

    /// <summary>Takes back an activity that was not run to its end.</summary>
    public Task ReturnAsync(ActivityWork work) => ChangeAsync(
        _ =>
        {
            activities.Enqueue(work);
            return Task.FromResult(true);
        },
        CancellationToken.None);

    /// <summary>Answers an activity's caller, unless that has ended or begun anew meanwhile.</summary>
    public Task AnswerAsync(ActivityWork work, HistoryEvent answer, CancellationToken cancellationToken) => ChangeAsync(
        async _ =>
        {
            if (book.Holds(work.Instance, work.Generation))
            {
                await StepAsync(work.Instance, [answer with { At = Now(work.Instance) }], cancellationToken).ConfigureAwait(false);
            }

            return true;
        },
        cancellationToken);

    /// <summary>The present instant for an event of an instance, UTC: never before the one that precedes it. Within a change.</summary>
    public DateTime Now(OrchestrationInstance instance)
    {
        var now = clock.Now().ToDateTimeUtc();
        return now > instance.UpdatedAt ? now : instance.UpdatedAt;
    }

    /// <summary>Tells those who wait that an instance has ended. Within a change.</summary>
    public void Ended(OrchestrationInstance instance)
    {
        if (instance.Record.Failure is { } failure)
        {
            logger.LogError("{Orchestration} {Instance} failed: {Type}: {Message}", instance.Record.Name, instance.Id, failure.Type, failure.Message);
            options.Observe(instance.Record.Name, FunctionKind.Orchestration, InvocationPhase.Failed);
        }
        else if (instance.Record.Status == OrchestrationRuntimeStatus.Completed)
        {
            options.Observe(instance.Record.Name, FunctionKind.Orchestration, InvocationPhase.Ran);
        }

        Interlocked.Exchange(ref ended, NewSignal()).SetResult();
    }

    public void Dispose() => gate.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task StepDueAsync(OrchestrationInstance instance, DateTime now, CancellationToken cancellationToken)
    {
        while (instance.IsRunning)
        {
            HistoryEvent[] fired = [.. instance.TimersDue(now).Select(timer => Fire(instance, timer))];
            if (fired.Length == 0 && !instance.IsReady)
            {
                return;
            }

            await StepAsync(instance, fired, cancellationToken).ConfigureAwait(false);
        }
    }

    private HistoryEvent Fire(OrchestrationInstance instance, HistoryEvent timer)
    {
        var now = Now(instance);
        return new HistoryEvent(EventKind.TimerFired, timer.Id, now > timer.At ? now : timer.At);
    }

    private async Task StepAsync(OrchestrationInstance instance, HistoryEvent[] arrived, CancellationToken cancellationToken)
    {
        var generation = instance.Record.Generation;
        var standing = Run(instance, arrived);
        if (standing.Ending is { } ending)
        {
            await EndAsync(instance, standing, ending, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (arrived.Length + standing.Requested.Count > 0)
        {
            await book.AppendAsync(instance, new HistoryRow(generation, arrived, standing.Requested), cancellationToken).ConfigureAwait(false);
        }

        foreach (var request in instance.Stands(standing))
        {
            activities.Enqueue(new ActivityWork(instance, generation, request));
        }
    }

    private Standing Run(OrchestrationInstance instance, HistoryEvent[] arrived)
    {
        if (catalog.Find(instance.Record.Name, FunctionKind.Orchestration) is not { } function)
        {
            return new Standing(Now(instance), [], [], null, Ending.Failed(new InvalidOperationException($"there is no orchestration {instance.Record.Name}")));
        }

        var generation = instance.Record.Generation;
        using var scope = invoker.CreateScope();
        var replay = new Replay(
            instance.Id,
            instance.Record,
            context => invoker.OrchestrateAsync(function, context, scope),
            loggers,
            () => Trespassed(instance, generation));
        return replay.Through(instance.History, arrived);
    }

    private async Task EndAsync(OrchestrationInstance instance, Standing standing, Ending ending, CancellationToken cancellationToken)
    {
        var record = instance.Record;
        var next = ending.Next is { } run
            ? record with { Generation = record.Generation + 1, StartedAt = standing.At, UpdatedAt = standing.At, Input = run.Input, Carried = run.Carried }
            : record with
            {
                Status = ending.Status,
                UpdatedAt = standing.At,
                Carried = [],
                Output = ending.Output,
                CustomStatus = standing.CustomStatus,
                Failure = ending.Failure,
            };
        await book.BecomeAsync(instance, next, cancellationToken).ConfigureAwait(false);
        if (!instance.IsRunning)
        {
            Ended(instance);
        }
    }

    private void Trespassed(OrchestrationInstance instance, int generation)
    {
        trespasses.Add(instance, generation);
        Changed();
    }

    private async Task FailTrespassersAsync(CancellationToken cancellationToken)
    {
        while (trespasses.TryTake(out var instance, out var generation))
        {
            if (book.Holds(instance, generation))
            {
                var ending = Ending.Failed(new InvalidOperationException(OrchestratorThread.Refusal));
                await EndAsync(instance, new Standing(Now(instance), [], [], instance.CustomStatus, ending), ending, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Publish()
    {
        var due = book.NextDue;
        foreach (var work in activities)
        {
            due = due < work.Instance.UpdatedAt ? due : work.Instance.UpdatedAt;
        }

        Interlocked.Exchange(ref nextDue, due?.Ticks ?? long.MaxValue);
    }
}

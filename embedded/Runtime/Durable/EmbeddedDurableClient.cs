using System.Globalization;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trading.Embedded.Runtime.Catalog;
using Trading.Time;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>
/// The client that functions get. Every call is on record when it returns. An event or a termination for an unknown id is an
/// <see cref="ArgumentException"/>, for an instance that has ended an <see cref="InvalidOperationException"/>.
/// </summary>
internal sealed class EmbeddedDurableClient(OrchestrationEngine engine, FunctionCatalog catalog, TimeProvider clock, FunctionHostOptions options)
    : DurableTaskClient("embedded")
{
    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        var function = catalog.Find(orchestratorName.Name, FunctionKind.Orchestration)
            ?? throw new ArgumentException($"there is no orchestration {orchestratorName.Name}", nameof(orchestratorName));
        if (options?.StartAt is not null)
        {
            throw new NotSupportedException("this host starts orchestrations at once");
        }

        var refused = StartRule.RefusedStatuses(options?.DedupeStatuses);
        var data = PayloadConverter.Instance.Serialize(input);
        return engine.ChangeAsync(book => StartAsync(book, function.Name, data, options?.InstanceId, refused, cancellation), cancellation);
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var data = PayloadConverter.Instance.Serialize(eventPayload);
        return engine.ChangeAsync(
            async book =>
            {
                var instance = await RunningAsync(book, instanceId, cancellation).ConfigureAwait(false);
                var raised = new HistoryEvent(EventKind.EventRaised, -1, engine.Now(instance), eventName, data);
                await book.AppendAsync(instance, new HistoryRow(instance.Record.Generation, [raised], Requested: null), cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation);
    }

    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var output = PayloadConverter.Instance.Serialize(options?.Output);
        return engine.ChangeAsync(
            async book =>
            {
                var instance = await RunningAsync(book, instanceId, cancellation).ConfigureAwait(false);
                var record = instance.Record with
                {
                    Status = OrchestrationRuntimeStatus.Terminated,
                    UpdatedAt = engine.Now(instance),
                    Carried = [],
                    Output = output,
                    CustomStatus = instance.CustomStatus,
                };
                await book.BecomeAsync(instance, record, cancellation).ConfigureAwait(false);
                engine.Ended(instance);
                return true;
            },
            cancellation);
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default)
    {
        while (true)
        {
            var ending = engine.NextEnding;
            var instance = await GetInstanceAsync(instanceId, getInputsAndOutputs, cancellation).ConfigureAwait(false)
                ?? throw new ArgumentException($"there is no instance {instanceId}", nameof(instanceId));
            if (instance.IsCompleted)
            {
                return instance;
            }

            await ending.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public override Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) => engine.AloneAsync(
        async book => await book.FindAsync(instanceId, cancellation).ConfigureAwait(false) is { } instance
            ? Metadata.Of(instance, getInputsAndOutputs)
            : null,
        cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(engine, filter ?? new OrchestrationQuery());

    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default) => engine.ChangeAsync(
        async book =>
        {
            if (await book.FindAsync(instanceId, cancellation).ConfigureAwait(false) is not { IsRunning: false })
            {
                return new PurgeResult(0);
            }

            await book.RemoveAsync(instanceId, cancellation).ConfigureAwait(false);
            return new PurgeResult(1);
        },
        cancellation);

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default)
    {
        // One step an instance: a purge of many holds up no orchestration.
        var purged = 0;
        await foreach (var ended in GetAllInstancesAsync(new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses)).WithCancellation(cancellation).ConfigureAwait(false))
        {
            purged += ended.IsCompleted ? (await PurgeInstanceAsync(ended.InstanceId, options, cancellation).ConfigureAwait(false)).PurgedInstanceCount : 0;
        }

        return new PurgeResult(purged);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<OrchestrationInstance> RunningAsync(InstanceBook book, string id, CancellationToken cancellationToken)
    {
        var instance = await book.FindAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException($"there is no instance {id}", nameof(id));
        return instance.IsRunning ? instance : throw new InvalidOperationException($"the instance {id} has ended: {instance.Status}");
    }

    private async Task<string> StartAsync(
        InstanceBook book,
        string name,
        string? input,
        string? wanted,
        IReadOnlyList<OrchestrationRuntimeStatus> refused,
        CancellationToken cancellationToken)
    {
        var now = clock.Now().ToDateTimeUtc();
        var id = StartRule.Checked(wanted) ?? await NewIdAsync(book, name, now, cancellationToken).ConfigureAwait(false);
        var old = await book.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (old is not null && refused.Contains(old.Status))
        {
            throw new OrchestrationAlreadyExistsException($"an instance {id} exists already: {old.Status}");
        }

        // The history of the instance that had the id stays behind under its own generation.
        var generation = (old?.Record.Generation ?? 0) + 1;
        var record = new InstanceRecord(name, generation, OrchestrationRuntimeStatus.Running, now, now, now, input, Carried: []);
        await book.AddAsync(id, record, cancellationToken).ConfigureAwait(false);
        options.Observe(name, FunctionKind.Orchestration, InvocationPhase.Fired);
        return id;
    }

    private static async Task<string> NewIdAsync(InstanceBook book, string name, DateTime now, CancellationToken cancellationToken)
    {
        for (var count = 1; ; count++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{now:yyyyMMddTHHmmssfff}-{count}");
            if (await book.FindAsync(id, cancellationToken).ConfigureAwait(false) is null)
            {
                return id;
            }
        }
    }
}

using Microsoft.DurableTask.Client;
using NodaTime;
using Trading.Operations.Schedules;
using Trading.Time;

namespace Trading.Functions.Loop;

/// <summary>One orchestration that lives.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Name">The orchestration.</param>
/// <param name="Status"><c>Running</c>, <c>Pending</c> or <c>Suspended</c>.</param>
/// <param name="CreatedAt">When it was started, UTC.</param>
/// <param name="UpdatedAt">When anything last happened to it, UTC.</param>
/// <param name="IsStale">A loop of another day.</param>
internal sealed record LivingOrchestration(string Id, string Name, string Status, Instant CreatedAt, Instant UpdatedAt, bool IsStale)
{
    /// <summary>Whether somebody should see to it: accepted and not started, or of another day.</summary>
    public bool Waits => IsStale || Status == nameof(OrchestrationRuntimeStatus.Pending);
}

/// <summary>Looks at the orchestrations that live.</summary>
public sealed class OrchestrationLook(OrchestrationSight sight, TimeProvider clock)
{
    /// <summary>Remembers how many wait. A host that cannot tell leaves the last look to grow old.</summary>
    public async Task NoteAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            sight.Note(new OrchestrationsSeen((await LivingAsync(client, cancellationToken)).Count(living => living.Waits), clock.Now()));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The health check tells that the orchestrations cannot be listed.
        }
    }

    /// <summary>All that live, by id.</summary>
    internal async Task<IReadOnlyList<LivingOrchestration>> LivingAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var today = LoopControl.InstanceOf(NewYork.DateOf(clock.Now()));
        var query = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Suspended]);
        var living = new List<LivingOrchestration>();
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
        {
            living.Add(new LivingOrchestration(
                instance.InstanceId,
                instance.Name,
                instance.RuntimeStatus.ToString(),
                Instant.FromDateTimeOffset(instance.CreatedAt),
                Instant.FromDateTimeOffset(instance.LastUpdatedAt),
                LoopControl.IsLoop(instance.InstanceId) && instance.InstanceId != today));
        }

        living.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        return living;
    }
}

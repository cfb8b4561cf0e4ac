using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using NodaTime;
using Trading.Control.Operators;
using Trading.Functions.Loop;
using Trading.Operations.Schedules;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>What waits, under the name by which runbooks ask for it: due timers and orchestrations are this desk's event bus.</summary>
public sealed class EventBusFunction(JobBoard board, OrchestrationLook look, StaleClaims claims, TimeProvider clock)
{
    /// <summary>How much waits and how old it is.</summary>
    [Answers(typeof(BusStats))]
    [Function("EventBusStats")]
    public async Task<IResult> StatsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/eventbus/stats")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var due = (await board.ListAsync(cancellationToken)).Where(job => job.Missed > 0).Select(job => new DueTimer(job.Name, job.Missed, job.LateSeconds)).ToList();
        var living = await look.LivingAsync(client, cancellationToken);
        var waiting = living.Where(one => one.Waits).ToList();
        var oldest = waiting.Select(one => decimal.Floor((decimal)(now - one.UpdatedAt).TotalSeconds)).Concat(due.Select(one => one.LateSeconds)).DefaultIfEmpty(0m).Max();
        return Answer.Json(new BusStats(due.Sum(one => one.Missed) + waiting.Count, oldest, living.Count, waiting.Count, due, living));
    }

    /// <summary>The jobs as consumers, the slowest first.</summary>
    [Answers(typeof(ConsumersAnswer))]
    [Function("EventBusConsumers")]
    public async Task<IResult> ConsumersAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/eventbus/consumers")] HttpRequest request, CancellationToken cancellationToken)
    {
        var consumers = (await board.ListAsync(cancellationToken))
            .Select(Consumer.Of)
            .OrderByDescending(consumer => consumer.Slow)
            .ThenByDescending(consumer => consumer.LateSeconds)
            .ThenByDescending(consumer => consumer.Seconds)
            .ThenBy(consumer => consumer.Name, StringComparer.Ordinal)
            .ToList();
        return Answer.Json(new ConsumersAnswer(consumers.Count, consumers));
    }

    /// <summary>Ends loops of other days and takes back claims of runs that died before today. What concerns today is left alone.</summary>
    [Answers(typeof(ClearAnswer))]
    [Reads(typeof(ReasonBody))]
    [Function("EventBusClearStale")]
    [Access(Role.Operator)]
    public async Task<IResult> ClearAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/eventbus/clear_stale")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var why = (await request.ReadAsync<ReasonBody>(cancellationToken)).ReasonOr("no reason given");
        var cleared = new List<string>();
        var living = await look.LivingAsync(client, cancellationToken);
        foreach (var stale in living.Where(one => one.IsStale))
        {
            await client.TerminateInstanceAsync(stale.Id, new TerminateInstanceOptions($"cleared by {request.Caller().Name}: {why}"), cancellationToken);
            cleared.Add($"orchestration {stale.Id}");
        }

        cleared.AddRange(await claims.ReleaseAsync(request.Caller().Name, why, cleared, cancellationToken));
        return Answer.Json(new ClearAnswer(cleared, living.Count(one => !one.IsStale), cleared.Count == 0 ? "nothing was stale" : null));
    }
}

/// <summary>What waits.</summary>
/// <param name="Backlog">Timer slots that went by undone, and orchestrations that wait.</param>
/// <param name="OldestSeconds">Age of the oldest of them.</param>
/// <param name="Orchestrations">Orchestrations that live.</param>
/// <param name="Waiting">Those accepted and not started, or of another day.</param>
/// <param name="Timers">Jobs with slots that went by undone.</param>
/// <param name="Instances">The orchestrations that live.</param>
internal sealed record BusStats(int Backlog, decimal OldestSeconds, int Orchestrations, int Waiting, IReadOnlyList<DueTimer> Timers, IReadOnlyList<LivingOrchestration> Instances);

/// <summary>A job that is behind.</summary>
/// <param name="Name">The job.</param>
/// <param name="Missed">Slots that went by undone.</param>
/// <param name="LateSeconds">Since the oldest of them began.</param>
internal sealed record DueTimer(string Name, int Missed, decimal LateSeconds);

/// <summary>All consumers.</summary>
/// <param name="Count">How many.</param>
/// <param name="Consumers">The slowest first.</param>
internal sealed record ConsumersAnswer(int Count, IReadOnlyList<Consumer> Consumers);

/// <summary>A job as a consumer of its timer's fires.</summary>
/// <param name="Name">The job.</param>
/// <param name="Slow">Its last run took more than half of its lease, or it is behind.</param>
/// <param name="Seconds">How long its last run took, or null.</param>
/// <param name="LateSeconds">How long it is behind.</param>
/// <param name="Status">Its status.</param>
/// <param name="At">When it last ran, UTC, or null.</param>
internal sealed record Consumer(string Name, bool Slow, decimal? Seconds, decimal LateSeconds, string Status, Instant? At)
{
    public static Consumer Of(JobLine job) => new(
        job.Name,
        job.Missed > 0 || job.Last?.Seconds > (decimal)(Jobs.All.First(one => one.Name == job.Name).Lease.TotalSeconds / 2),
        job.Last?.Seconds,
        job.LateSeconds,
        job.Status,
        job.Last?.StartedAt);
}

/// <summary>What was cleared.</summary>
/// <param name="Cleared">Each thing, one line.</param>
/// <param name="Kept">Orchestrations of today, left alone.</param>
/// <param name="Reason">Why nothing was cleared, or null.</param>
internal sealed record ClearAnswer(IReadOnlyList<string> Cleared, int Kept, string? Reason);

using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using NodaTime;
using NodaTime.Text;
using Trading.Control;
using Trading.Operations.Health;
using Trading.Time;
using AlreadyExists = DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException;

namespace Trading.Functions.Loop;

/// <summary>Starts and ends the execution loop: one a trading date, under an id made of it.</summary>
public sealed class LoopControl(LoopSwitch operatorSwitch, TimeProvider clock)
{
    private const string Prefix = "execution-";

    /// <summary>The id of the loop of a trading date, such as <c>execution-2026-11-20</c>.</summary>
    public static string InstanceOf(LocalDate date) => Prefix + LocalDatePattern.Iso.Format(date);

    /// <summary>As <see cref="EnsureAsync"/>, for the present New York date.</summary>
    public Task<string> EnsureTodayAsync(DurableTaskClient client, CancellationToken cancellationToken) =>
        EnsureAsync(client, NewYork.DateOf(clock.Now()), cancellationToken);

    /// <summary>Ends every loop that is not today's, and today's if it is broken; starts today's unless it runs or an operator stopped it.</summary>
    /// <returns>One line that says what was done.</returns>
    public async Task<string> EnsureAsync(DurableTaskClient client, LocalDate date, CancellationToken cancellationToken)
    {
        var today = InstanceOf(date);
        var ended = await EndOthersAsync(client, today, cancellationToken);
        if (await operatorSwitch.ReadAsync(cancellationToken) is { Mode: LoopMode.Stopped } stopped)
        {
            return $"not started: stopped by {stopped.Who}: {stopped.Why}";
        }

        try
        {
            // A loop that is alive stays: only one that has ended gives its id to a new one.
            var options = new StartOrchestrationOptions(today).WithDedupeStatuses(
                OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Suspended);
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(ExecutionLoop), LoopInput.Of(date), options, cancellationToken);
            return $"started {today}{ended}";
        }
        catch (AlreadyExists)
        {
            return $"{today} runs already{ended}";
        }
    }

    /// <summary>What the host knows of the loops. A host that cannot tell is a problem, not an absence.</summary>
    public static async Task<LoopStatus> StatusAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            var alive = await AliveAsync(client, cancellationToken);
            return new LoopStatus(alive.Count > 0 ? alive[0] : null, alive.Count, null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new LoopStatus(null, 0, $"the orchestrations could not be listed: {fault.Message}");
        }
    }

    private static async Task<List<string>> AliveAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Suspended],
            InstanceIdPrefix: Prefix);
        var alive = new List<string>();
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
        {
            alive.Add(instance.InstanceId);
        }

        alive.Sort(StringComparer.Ordinal);
        return alive;
    }

    private static async Task<string> EndOthersAsync(DurableTaskClient client, string today, CancellationToken cancellationToken)
    {
        var ended = string.Empty;
        foreach (var other in (await AliveAsync(client, cancellationToken)).Where(id => id != today))
        {
            await client.TerminateInstanceAsync(other, new TerminateInstanceOptions("ended by the start of " + today), cancellationToken);
            ended += $", ended {other}";
        }

        return ended;
    }
}

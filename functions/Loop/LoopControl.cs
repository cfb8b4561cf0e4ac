using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using NodaTime;
using NodaTime.Text;
using Trading.Control;
using Trading.Journal;
using Trading.Operations.Health;
using Trading.Time;
using AlreadyExists = DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException;

namespace Trading.Functions.Loop;

/// <summary>Starts and ends the execution loop: one a trading date, under an id made of it.</summary>
public sealed class LoopControl(LoopSwitch operatorSwitch, JournalWriter journal, TimeProvider clock)
{
    private const string Prefix = "execution-";
    private static readonly LocalTime From = new(8, 40);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(20);

    /// <summary>The id of the loop of a trading date, such as <c>execution-2026-11-20</c>.</summary>
    public static string InstanceOf(LocalDate date) => Prefix + LocalDatePattern.Iso.Format(date);

    /// <summary>Whether a name that somebody typed is the loop's.</summary>
    public static bool IsCalled(string name) => string.Equals(name, nameof(ExecutionLoop), StringComparison.OrdinalIgnoreCase) || name is "execution-loop";

    /// <summary>Whether an orchestration is a loop, of whatever date.</summary>
    internal static bool IsLoop(string instance) => instance.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Starts today's loop if its time has come and is not over.</summary>
    /// <returns>One line that says what was done.</returns>
    public async Task<string> StartAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var date = NewYork.DateOf(now);
        return ExchangeCalendar.Nyse.SessionOn(date) is not { } session ? $"{ExchangeCalendar.Nyse.WhyClosed(date)}: no loop today"
            : now < NewYork.At(date, From) ? "the loop is started at 08:40 New York"
            : now >= session.Close ? "the session is over: the next loop is started on the morning of the next"
            : await EnsureAsync(client, date, cancellationToken);
    }

    /// <summary>Ends every loop that lives, and waits until it has ended.</summary>
    /// <returns>The instances that were ended.</returns>
    public async Task<IReadOnlyList<string>> TerminateAsync(DurableTaskClient client, string who, string why, CancellationToken cancellationToken)
    {
        var alive = await AliveAsync(client, cancellationToken);
        await journal.AppendAsync("loop-terminated", "loop", new { Instances = alive, Who = who, Why = why }, cancellationToken);
        foreach (var instance in alive)
        {
            await client.TerminateInstanceAsync(instance, new TerminateInstanceOptions($"ended by {who}: {why}"), cancellationToken);
            using var limit = new CancellationTokenSource(LongestEnd, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await client.WaitForInstanceCompletionAsync(instance, both.Token);
        }

        return alive;
    }

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

    /// <summary>The loops that live, by id.</summary>
    internal static async Task<List<string>> AliveAsync(DurableTaskClient client, CancellationToken cancellationToken)
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

using Microsoft.DurableTask.Client;
using Trading.Execution;
using Trading.Execution.Requests;
using Trading.Time;

namespace Trading.Functions.Loop;

/// <summary>Sees to it that exits which people asked for are carried out: the running loop is woken; where none runs, a pass is made that makes no entries.</summary>
public sealed class ExitControl(ExitRequestBook requests, ExecutionCycle cycle, TimeProvider clock)
{
    /// <summary>The word that wakes the loop for a cycle between two.</summary>
    public const string Word = "look";

    // A pass of its own, told from the loop's cycles in heartbeat and decision records.
    private const string Pass = "operator-exits";

    /// <summary>At once, after something was asked for.</summary>
    /// <returns>Who carries it out, one line.</returns>
    public async Task<string> HurryAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var alive = await LoopControl.AliveAsync(client, cancellationToken);
        if (alive.Count == 0)
        {
            return await PassAsync(cancellationToken);
        }

        await client.RaiseEventAsync(alive[0], ControlEvents.Name, Word, cancellationToken);
        return alive[0];
    }

    /// <summary>Every minute, for what is still open while no loop runs.</summary>
    public async Task EnsureAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        if ((await requests.OpenAsync(cancellationToken)).Count > 0 && (await LoopControl.AliveAsync(client, cancellationToken)).Count == 0)
        {
            await PassAsync(cancellationToken);
        }
    }

    private async Task<string> PassAsync(CancellationToken cancellationToken)
    {
        if (ExchangeCalendar.Nyse.OpenAt(clock.Now()) is not { } session)
        {
            return "the market is closed: carried out when it opens";
        }

        var report = await cycle.RunAsync(new CycleInput(session.Date, Pass, 0, Paused: true), cancellationToken);
        return $"a pass without a loop: {report.Actions.Count} orders";
    }
}

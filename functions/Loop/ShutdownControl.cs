using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trading.Control;
using Trading.Control.Draining;
using AlreadyExists = DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException;

namespace Trading.Functions.Loop;

/// <summary>Keeps a shutdown going: its orchestration is started, and started again when it is gone, until the shutdown has ended; then the loop is told to stop.</summary>
public sealed class ShutdownControl(DrainBook drains, LoopSwitch operatorSwitch)
{
    /// <summary>The id of the one shutdown of an account.</summary>
    public const string Instance = "shutdown";

    /// <summary>Does what is missing; nothing when no shutdown is under way. Cheap enough for every timer.</summary>
    public async Task EnsureAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await drains.ReadAsync(cancellationToken) is not { } state)
        {
            return;
        }

        if (state.IsDone)
        {
            await StopLoopAsync(client, cancellationToken);
        }
        else
        {
            await StartAsync(client, cancellationToken);
        }
    }

    /// <summary>Tells the loop to stop, if it is to and still runs.</summary>
    public async Task StopLoopAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await operatorSwitch.ReadAsync(cancellationToken) is not { Mode: LoopMode.Stopped })
        {
            return;
        }

        foreach (var running in await LoopControl.AliveAsync(client, cancellationToken))
        {
            await client.RaiseEventAsync(running, ControlEvents.Name, "stop", cancellationToken);
        }
    }

    private static async Task StartAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            var options = new StartOrchestrationOptions(Instance).WithDedupeStatuses(
                OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Suspended);
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(Shutdown), null, options, cancellationToken);
        }
        catch (AlreadyExists)
        {
            // It is under way.
        }
    }
}

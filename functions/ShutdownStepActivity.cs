using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Control.Draining;
using Trading.Functions.Loop;

namespace Trading.Functions;

/// <summary>One step of a shutdown; at its end the loop is told to stop.</summary>
public sealed class ShutdownStepActivity(Drain drain, ShutdownControl control)
{
    /// <summary>Takes the step; may run twice.</summary>
    [Function("ShutdownStep")]
    public async Task<ShutdownProgress> RunAsync([ActivityTrigger] ShutdownRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var state = await drain.StepAsync(cancellationToken);
        if (state is { IsDone: true })
        {
            await control.StopLoopAsync(client, cancellationToken);
        }

        return new ShutdownProgress(state?.IsDone ?? true, state?.Phase.Word() ?? "taken back");
    }
}

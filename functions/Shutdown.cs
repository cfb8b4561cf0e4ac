using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trading.Functions.Loop;

namespace Trading.Functions;

/// <summary>Drives a shutdown: step, timer, step, until it has ended.</summary>
public static class Shutdown
{
    // More than its five minutes can hold. What is not over then (the store was down) is taken up again by the timers.
    private const int MostSteps = 80;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(2), backoffCoefficient: 2));

    /// <summary>Takes the steps.</summary>
    [Function(nameof(Shutdown))]
    public static async Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        for (var step = 1; step <= MostSteps; step++)
        {
            if (await StepAsync(context, step) is { Done: true } done)
            {
                return done.Phase;
            }

            await context.CreateTimer(Pause, CancellationToken.None);
        }

        return "not over";
    }

    private static async Task<ShutdownProgress?> StepAsync(TaskOrchestrationContext context, int step)
    {
        try
        {
            return await context.CallActivityAsync<ShutdownProgress>("ShutdownStep", new ShutdownRequest(step), Retry);
        }
        catch (TaskFailedException)
        {
            context.SetCustomStatus($"step {step} failed");
            return null;
        }
    }
}

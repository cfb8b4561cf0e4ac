using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using NodaTime;
using Trading.Execution;
using Trading.Functions.Loop;
using Trading.Time;

namespace Trading.Functions;

/// <summary>The execution loop of one trading date: cycle, timer, cycle, until the close. Pause, resume and stop come as external events.</summary>
public static class ExecutionLoop
{
    // A generation is replayed at each of its steps: short ones keep the history, and so the replay, small.
    private const int CyclesAGeneration = 20;
    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(2), backoffCoefficient: 2));

    /// <summary>Runs the cycles of one generation and goes on as a new one.</summary>
    [Function(nameof(ExecutionLoop))]
    public static async Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<LoopInput>() ?? throw new InvalidOperationException("the execution loop was started without its date");
        if (ExchangeCalendar.Nyse.SessionOn(LocalDate.FromDateOnly(input.Date)) is not { } session)
        {
            return "no session";
        }

        var control = new ControlEvents(context);
        for (var cycles = 0; cycles < CyclesAGeneration; cycles++)
        {
            if (ExecutionSchedule.NextCycle(session, Instant.FromDateTimeUtc(context.CurrentUtcDateTime)) is not { } next)
            {
                return $"closed after {input.Cycle - 1} cycles";
            }

            await UntilAsync(context, next, control.Next);
            if (await control.ApplyAsync(input) is not { } told)
            {
                return $"stopped by an operator after {input.Cycle - 1} cycles";
            }

            await CycleAsync(context, told);
            input = told with { Cycle = told.Cycle + 1 };
        }

        // What was said during the last cycle has been taken from the queue: it goes on with the input.
        if (await control.ApplyAsync(input) is not { } last)
        {
            return $"stopped by an operator after {input.Cycle - 1} cycles";
        }

        context.ContinueAsNew(last);
        return string.Empty;
    }

    private static async Task UntilAsync(TaskOrchestrationContext context, Instant until, Task control)
    {
        using var cancel = new CancellationTokenSource();
        await Task.WhenAny(control, context.CreateTimer(until.ToDateTimeUtc(), cancel.Token));

        // Not CancelAsync: it goes on elsewhere, and an orchestrator must stay on its own thread.
        cancel.Cancel();
    }

    private static async Task CycleAsync(TaskOrchestrationContext context, LoopInput input)
    {
        try
        {
            await context.CallActivityAsync<CycleOutcome>(
                nameof(ExecutionCycle), new CycleRequest(input.Date, input.Cycle, input.Paused), Retry);
        }
        catch (TaskFailedException)
        {
            // The activity journals and alerts its own failures. The loop lives on: the next cycle looks again.
            context.SetCustomStatus($"cycle {input.Cycle} failed");
        }
    }
}

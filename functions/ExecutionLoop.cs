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
    /// <summary>The external event that carries <c>pause</c>, <c>resume</c> or <c>stop</c>.</summary>
    public const string ControlEvent = "control";

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

        for (var cycles = 0; cycles < CyclesAGeneration; cycles++)
        {
            if (ExecutionSchedule.NextCycle(session, Instant.FromDateTimeUtc(context.CurrentUtcDateTime)) is not { } next)
            {
                return $"closed after {input.Cycle - 1} cycles";
            }

            var word = await WaitAsync(context, next);
            if (word == "stop")
            {
                return $"stopped by an operator after {input.Cycle - 1} cycles";
            }

            if (word is not null)
            {
                input = input with { Paused = word == "pause" };
                continue;
            }

            await CycleAsync(context, input);
            input = input with { Cycle = input.Cycle + 1 };
        }

        context.ContinueAsNew(input);
        return string.Empty;
    }

    private static async Task<string?> WaitAsync(TaskOrchestrationContext context, Instant until)
    {
        using var cancel = new CancellationTokenSource();
        var control = context.WaitForExternalEvent<string>(ControlEvent, cancel.Token);
        var timer = context.CreateTimer(until.ToDateTimeUtc(), cancel.Token);
        var first = await Task.WhenAny(control, timer);
        // Not CancelAsync: it goes on elsewhere, and an orchestrator must stay on its own thread.
        cancel.Cancel();
        return first == control ? await control : null;
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

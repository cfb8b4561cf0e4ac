using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trading.Time;

namespace Trading.Tests.Architecture.Samples;

/// <summary>Functions that keep every rule.</summary>
internal static class GoodFunctions
{
    public enum Mode
    {
        Swing = 1,
        Intraday = 2,
    }

    public sealed record Leg(string Id, decimal? Price);

    public sealed record LoopInput(string Correlation, DateOnly Date, DateTimeOffset CloseAt, Mode Mode, IReadOnlyList<Leg> Legs);

    [Function("Scan")]
    public static void Scan([TimerTrigger(JobCrons.Scan)] TimerInfo timer) => _ = timer.IsPastDue;

    [Function("Status")]
    public static string Status([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/system/status")] object request) => $"{request}";

    [Function("Loop")]
    public static async Task<string> LoopAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<LoopInput>()!;
        using var stop = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromSeconds(15), stop.Token);
        var paused = context.WaitForExternalEvent<string>("pause", stop.Token);
        if (await Task.WhenAny(timer, paused) == paused)
        {
            stop.Cancel();
        }

        return await CycleAsync(context, input);
    }

    [Function("Cycle")]
    public static Task<string> Cycle([ActivityTrigger] LoopInput input) => Task.FromResult(input.Correlation);

    private static Task<string> CycleAsync(TaskOrchestrationContext context, LoopInput input) =>
        context.CallActivityAsync<string>("Cycle", input with { Correlation = $"{input.Correlation}-{context.CurrentUtcDateTime:O}" });
}

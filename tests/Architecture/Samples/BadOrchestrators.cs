using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trading.Storage;

namespace Trading.Tests.Architecture.Samples;

/// <summary>Orchestrators that break one rule each.</summary>
internal sealed class BadOrchestrators(IRecords records, TimeProvider clock)
{
    [Function("TwoBindings")]
    public static Task<string> TwoBindings([OrchestrationTrigger] TaskOrchestrationContext context, [DurableClient] object client) => Task.FromResult($"{context.Name}{client}");

    [Function("Stopped")]
    public static Task<string> Stopped([OrchestrationTrigger] TaskOrchestrationContext context, CancellationToken cancellationToken) => Task.FromResult($"{context.Name}{cancellationToken.IsCancellationRequested}");

    [Function("Delays")]
    public async Task Delays([OrchestrationTrigger] TaskOrchestrationContext context) => await Task.Delay(TimeSpan.FromSeconds(15), clock, new CancellationToken(context.IsReplaying));

    [Function("Threads")]
    public static async Task<string> Threads([OrchestrationTrigger] TaskOrchestrationContext context) => await Task.Run(() => context.InstanceId);

    [Function("LeavesTheContext")]
    public static async Task<string> LeavesTheContext([OrchestrationTrigger] TaskOrchestrationContext context) => await context.CallActivityAsync<string>("Cycle").ConfigureAwait(false);

    [Function("ReadsTheClock")]
    public static string ReadsTheClock([OrchestrationTrigger] TaskOrchestrationContext context) => $"{context.Name}{Helper()}";

    [Function("AsksItsClock")]
    public async Task<string> AsksItsClock([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var name = await context.CallActivityAsync<string>("Cycle");
        return $"{name}{clock.GetUtcNow()}";
    }

    [Function("ReadsTheStore")]
    public async Task<string> ReadsTheStore([OrchestrationTrigger] TaskOrchestrationContext context) =>
        $"{await records.GetAsync("runs", context.InstanceId, "day", CancellationToken.None)}";

    [Function("Draws")]
    public static string Draws([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var draw = (int seed) => new Random(seed).Next();
        return $"{draw(context.InstanceId.Length)}";
    }

    // The rule under test has to see a call that the build forbids everywhere else.
#pragma warning disable RS0030
    private static DateTime Helper() => DateTime.UtcNow;
#pragma warning restore RS0030
}

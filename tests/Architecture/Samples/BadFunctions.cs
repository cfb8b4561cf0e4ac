using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Trading.Tests.Architecture.Samples;

/// <summary>Functions that break one rule each.</summary>
internal static class BadFunctions
{
    [Function("Twice")]
    public static void First([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer.IsPastDue;

    [Function("TWICE")]
    public static void Second([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer.IsPastDue;

    [Function("NoTrigger")]
    public static void NoTrigger(string input) => _ = input.Length;

    [Function("Admin")]
    public static void Admin([HttpTrigger(AuthorizationLevel.Anonymous, Route = "/Admin/host")] object request) => _ = request;

    [Function("Runtime")]
    public static void Runtime([HttpTrigger(AuthorizationLevel.Anonymous, Route = "runtime/webhooks")] object request) => _ = request;

    [Function("NoRoute")]
    public static void NoRoute([HttpTrigger(AuthorizationLevel.Anonymous)] object request) => _ = request;

    [Function("Keyed")]
    public static void Keyed([HttpTrigger(AuthorizationLevel.Function, Route = "api/keyed")] object request) => _ = request;

    [Function("Unknown")]
    public static Task Unknown([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("NotThere");

    [Function("Computed")]
    public static Task Computed([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync(context.InstanceId);

    [Function("Embedded")]
    public static string Embedded([ActivityTrigger] string input) => typeof(Trading.Embedded.Market.IBarSource).Name + input;
}

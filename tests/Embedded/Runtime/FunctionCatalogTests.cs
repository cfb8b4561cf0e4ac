using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trading.Embedded.Runtime.Catalog;

namespace Trading.Tests.Embedded.Runtime;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void All_faults_are_listed_in_one_line()
    {
        var fault = Assert.Throws<FunctionCatalogException>(() => FunctionCatalog.Discover([typeof(Faulty), typeof(Twin), typeof(Caller)]));
        string[] expected =
        [
            "NoTrigger: has 0 triggers, not one",
            "BadCron: 'every day' is not a cron expression of five or six fields",
            "BadTimer: its trigger is not a TimerInfo",
            "Strange: nothing can fill its parameter count of type Int32",
            "NoResult: it returns no IResult",
            "Keyed: its authorization level is Function, and only Anonymous means the same on both hosts",
            "Reserved: its route begins with admin, which the platform keeps for itself",
            "NoSuchValue: nothing can fill its parameter id of type String",
            "TwoBindings: nothing can fill its parameter client of type DurableTaskClient",
            "Twin: 2 functions have this name",
            "Caller: calls the activity NotThere, which does not exist",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), fault.Faults.Order(StringComparer.Ordinal));
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Functions_come_in_order_of_their_names()
    {
        var catalog = FunctionCatalog.Discover([typeof(Sound)]);
        Assert.Equal(["Answer", "Later", "Work"], catalog.Functions.Select(function => function.Name));
    }

    internal sealed class Faulty
    {
        [Function("NoTrigger")]
        public static void NoTrigger(string text) => _ = text;

        [Function("BadCron")]
        public static void BadCron([TimerTrigger("every day")] TimerInfo timer) => _ = timer;

        [Function("BadTimer")]
        public static void BadTimer([TimerTrigger("0 * * * *")] string timer) => _ = timer;

        [Function("Strange")]
        public static void Strange([TimerTrigger("0 * * * *")] TimerInfo timer, int count) => _ = (timer, count);

        [Function("NoResult")]
        public static string NoResult([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => request.Path;

        [Function("Keyed")]
        public static IResult Keyed([HttpTrigger] HttpRequest request) => Results.Ok(request.Path);

        [Function("Reserved")]
        public static IResult Reserved([HttpTrigger(AuthorizationLevel.Anonymous, Route = "admin/x")] HttpRequest request) => Results.Ok(request.Path);

        [Function("NoSuchValue")]
        public static IResult NoSuchValue([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{key}")] HttpRequest request, string key, string id) =>
            Results.Ok($"{request.Path}{key}{id}");

        [Function("TwoBindings")]
        public static Task TwoBindings([OrchestrationTrigger] TaskOrchestrationContext context, [DurableClient] DurableTaskClient client) =>
            context.CreateTimer(TimeSpan.FromSeconds(client.Name.Length), default);
    }

    internal sealed class Twin
    {
        [Function("Twin")]
        public static void One([TimerTrigger("0 * * * *")] TimerInfo timer) => _ = timer;

        [Function("twin")]
        public static void Two([TimerTrigger("0 * * * *")] TimerInfo timer) => _ = timer;
    }

    internal sealed class Caller
    {
        [Function("Caller")]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context) => await Deeper(context);

        private static async Task<int> Deeper(TaskOrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(1), default);
            return await context.CallActivityAsync<int>("NotThere", 1);
        }
    }

    internal sealed class Sound
    {
        [Function("Work")]
        public static int Work([ActivityTrigger] int input) => input;

        [Function("Answer")]
        public static Task<IResult> Answer([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{id:int}")] HttpRequest request, string id) =>
            Task.FromResult(Results.Ok($"{request.Path}{id}"));

        [Function("Later")]
        public static Task Later([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<int>(nameof(Work), 1);
    }
}

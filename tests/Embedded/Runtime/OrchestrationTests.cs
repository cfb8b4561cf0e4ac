using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Runtime;

public sealed class OrchestrationTests
{
    [Fact]
    public async Task Activities_timers_and_their_results_reach_the_code_in_time()
    {
        using var harness = await new HostHarness(typeof(Sequence), typeof(Activities)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("sequence", new Trip("Rome", 2, Mood.Good));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await harness.ReadAsync(id)).RuntimeStatus);
        await harness.RunToAsync(59);
        var half = await harness.ReadAsync(id);
        Assert.True(half.IsRunning);
        Assert.Equal("\"went\"", half.SerializedCustomStatus);
        await harness.RunToAsync(60);
        var whole = await harness.ReadAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, whole.RuntimeStatus);
        Assert.Equal("Rome x2 Good at 13:01:00", whole.ReadOutputAs<string>());
        Assert.Equal("""{"City":"Rome","Days":2,"Mood":1}""", whole.SerializedInput);
        Assert.Equal(
            ["Orchestration Sequence Fired", "Activity Travel Fired", "Activity Travel Ran", "Orchestration Sequence Ran"],
            harness.Observed);
    }

    [Fact]
    public async Task Several_tasks_at_once_are_answered_in_the_order_of_the_calls()
    {
        using var harness = await new HostHarness(typeof(FanOut), typeof(Activities)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(FanOut), 5);
        await harness.RunToAsync(0);
        Assert.Equal("0 1 4 9 16", (await harness.ReadAsync(id)).ReadOutputAs<string>());
        Assert.Equal(["square 0", "square 1", "square 2", "square 3", "square 4"], harness.World.Log);
    }

    [Fact]
    public async Task A_failing_activity_is_tried_again_by_its_policy()
    {
        using var harness = await new HostHarness(typeof(Stubborn), typeof(Activities)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Stubborn), 3);
        await harness.RunToAsync(300);
        var read = await harness.ReadAsync(id);
        Assert.Equal("TaskFailedException InvalidOperationException broken 3 at 13:00:25", read.ReadOutputAs<string>());
        Assert.Equal(["13:00:00", "13:00:10", "13:00:25"], harness.World.Log);
    }

    [Fact]
    public async Task A_failure_that_is_not_worth_it_is_not_tried_again()
    {
        using var harness = await new HostHarness(typeof(GivesUp), typeof(Activities)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(GivesUp), 1);
        await harness.RunToAsync(300);
        var read = await harness.ReadAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, read.RuntimeStatus);
        Assert.True(read.FailureDetails!.IsCausedBy<TaskFailedException>());
        Assert.True(read.FailureDetails.InnerFailure!.IsCausedBy<InvalidOperationException>());
        Assert.False(read.FailureDetails.InnerFailure.IsCausedBy<ArgumentException>());
        Assert.Single(harness.World.Log);
        Assert.Contains("Orchestration GivesUp Failed", harness.Observed);
    }

    [Fact]
    public async Task A_cancelled_timer_never_fires_and_an_open_one_holds_the_end()
    {
        using var harness = await new HostHarness(typeof(Timers)).StartAsync();
        var cancels = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Timers), input: true);
        var leaves = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Timers), input: false);
        await harness.RunToAsync(10);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await harness.ReadAsync(cancels)).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await harness.ReadAsync(leaves)).RuntimeStatus);
        await harness.RunToAsync(100);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await harness.ReadAsync(leaves)).RuntimeStatus);
        Assert.Null(harness.Host.NextDue);
    }

    [Fact]
    public async Task A_loop_costs_two_writes_an_iteration_and_continues_as_new()
    {
        var store = new MemoryStore();
        using var harness = await new HostHarness(store, new World(), typeof(Loop), typeof(Activities)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Loop), new LoopState(0));
        await harness.RunToAsync(0);
        var before = store.Writes;
        await harness.RunToAsync(15 * 100);
        Assert.Equal(101, harness.World.Log.Count);
        Assert.InRange(store.Writes - before, 200, 210);
        Assert.True((await harness.ReadAsync(id)).IsRunning);
    }

    [Fact]
    public async Task Loggers_are_silent_during_replay_and_ids_are_the_same()
    {
        using var harness = await new HostHarness(typeof(Ids), typeof(Activities)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Ids));
        await harness.RunToAsync(10);
        var ids = (await harness.ReadAsync(id)).ReadOutputAs<Guid[]>()!;
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(ids.Select(drawn => $"{drawn}"), harness.World.Log);
    }

    internal enum Mood
    {
        Good = 1,
    }

    internal sealed record Trip(string City, int Days, Mood Mood);

    internal sealed record LoopState(int Done);

    internal sealed class Activities(World world)
    {
        [Function("Travel")]
        public static string Travel([ActivityTrigger] Trip trip) => $"{trip.City} x{trip.Days} {trip.Mood}";

        [Function("Square")]
        public async Task<int> Square([ActivityTrigger] int number)
        {
            await Task.Yield();
            world.Log.Add($"square {number}");
            return number * number;
        }

        [Function("Note")]
        public void Note([ActivityTrigger] string text) => world.Log.Add(text);

        [Function("Break")]
        public Task Break([ActivityTrigger] string time)
        {
            world.Log.Add(time);
            throw new InvalidOperationException($"broken {world.Log.Count}");
        }
    }

    internal sealed class Sequence
    {
        [Function("Sequence")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var went = await context.CallActivityAsync<string>("travel", context.GetInput<Trip>());
            context.SetCustomStatus("went");
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return $"{went} at {context.CurrentUtcDateTime:HH:mm:ss}";
        }
    }

    internal sealed class FanOut
    {
        [Function("FanOut")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var squares = await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(i => context.CallActivityAsync<int>("Square", i)));
            return string.Join(' ', squares);
        }
    }

    internal sealed class Stubborn
    {
        [Function("Stubborn")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var retry = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(10), 2, TimeSpan.FromSeconds(15)));
            try
            {
                await context.CallActivityAsync("Tell", new[] { context.GetInput<int>() }, retry);
                return "worked";
            }
            catch (TaskFailedException fault)
            {
                var kind = fault.FailureDetails.IsCausedBy<InvalidOperationException>() ? nameof(InvalidOperationException) : "?";
                return $"{fault.GetType().Name} {kind} {fault.FailureDetails.ErrorMessage} at {context.CurrentUtcDateTime:HH:mm:ss}";
            }
        }

        [Function("Tell")]
        public static Task Tell([ActivityTrigger] int[] times, FunctionContext context)
        {
            var world = (World)context.InstanceServices.GetService(typeof(World))!;
            var clock = new[] { "13:00:00", "13:00:10", "13:00:25" };
            world.Log.Add(clock[world.Log.Count]);
            throw new InvalidOperationException($"broken {Math.Min(world.Log.Count, times[0])}");
        }
    }

    internal sealed class GivesUp
    {
        [Function("GivesUp")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var policy = new RetryPolicy(5, TimeSpan.FromSeconds(10)) { HandleFailure = failure => failure.IsCausedBy<TimeoutException>() };
            return context.CallActivityAsync("Break", "now", new TaskOptions(policy));
        }
    }

    internal sealed class Timers
    {
        [Function("Timers")]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var stop = new CancellationTokenSource();
            var late = context.CreateTimer(TimeSpan.FromSeconds(100), stop.Token);
            var soon = context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(10), CancellationToken.None);
            Assert.Same(soon, await Task.WhenAny(late, soon));
            if (context.GetInput<bool>())
            {
                stop.Cancel();
            }
        }
    }

    internal sealed class Loop
    {
        [Function("Loop")]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var done = context.GetInput<LoopState>()!.Done;
            for (var i = 0; i < 20; i++)
            {
                await context.CallActivityAsync("Note", $"cycle {done++}");
                await context.CreateTimer(TimeSpan.FromSeconds(15), CancellationToken.None);
            }

            context.ContinueAsNew(new LoopState(done));
        }
    }

    internal sealed class Ids
    {
        [Function("Ids")]
        public static async Task<Guid[]> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var first = context.NewGuid();
            await context.CallActivityAsync("Note", $"{first}");
            var second = context.NewGuid();
            await context.CallActivityAsync("Note", $"{second}");
            context.CreateReplaySafeLogger<Ids>().LogInformation("done");
            return [first, second];
        }
    }
}

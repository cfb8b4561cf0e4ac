using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trading.Tests.Embedded.Runtime;

/// <summary>Code that does not do what its history holds is reported; code that leaves its thread, too.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData(typeof(OtherActivity), "at #1: its history holds activity Second (#1), its code asks for activity First (#1)")]
    [InlineData(typeof(OtherTimer), "at #0: its history holds timer at 2026-11-20 13:00:10 (#0), its code asks for timer at 2026-11-20 13:00:11 (#0)")]
    [InlineData(typeof(OtherKind), "at #0: its history holds timer at 2026-11-20 13:00:10 (#0), its code asks for activity First (#0)")]
    [InlineData(typeof(Less), "at #1: its history holds activity Second (#1), its code asks for nothing")]
    [InlineData(typeof(More), "at #2: its history holds nothing, its code asks for activity First (#2)")]
    [InlineData(typeof(Early), "at #0: its history holds timer at 2026-11-20 13:00:10 (#0), its code asks for nothing")]
    public async Task Changed_code_fails_the_instance_and_says_where(Type changed, string where)
    {
        using var before = await new HostHarness(typeof(Original), typeof(Works)).StartAsync();
        var id = await before.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Original));
        await before.RunToAsync(10);
        Assert.True((await before.ReadAsync(id)).IsRunning);
        using var after = await before.Restarted(code: [changed, typeof(Works)]).StartAsync();
        await after.RunToAsync(10);
        var read = await after.ReadAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, read.RuntimeStatus);
        Assert.Equal($"non-deterministic orchestrator {where}", read.FailureDetails!.ErrorMessage);
        Assert.Contains("Orchestration Original Failed", after.Observed);
    }

    [Fact]
    public async Task The_same_code_goes_on()
    {
        using var before = await new HostHarness(typeof(Original), typeof(Works)).StartAsync();
        var id = await before.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Original));
        await before.RunToAsync(10);
        using var after = await before.Restarted().StartAsync();
        await after.RunToAsync(30);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await after.ReadAsync(id)).RuntimeStatus);
        Assert.Equal(["second"], after.World.Log);
    }

    [Fact]
    public async Task A_clock_read_beside_the_context_is_found_at_the_next_step()
    {
        using var harness = await new HostHarness(typeof(ReadsTheClock), typeof(Works)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(ReadsTheClock));
        await harness.RunToAsync(100);
        Assert.StartsWith("non-deterministic orchestrator at #0", (await harness.ReadAsync(id)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(LeavesItsThread))]
    [InlineData(typeof(AwaitsSomethingElse))]
    [InlineData(typeof(LeavesFromWhenAny))]
    [InlineData(typeof(CancelsElsewhere))]
    public async Task Code_that_leaves_its_thread_fails_the_instance(Type code)
    {
        using var harness = await new HostHarness(code, typeof(Works)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync("Leaves");
        var failed = harness.Client.WaitForInstanceCompletionAsync(id);
        for (var steps = 0; !failed.IsCompleted; steps++)
        {
            Assert.True(steps < 1_000_000, "nobody noticed");
            await harness.RunToAsync(0);
            await Task.Yield();
        }

        var read = await failed;
        Assert.Equal(OrchestrationRuntimeStatus.Failed, read.RuntimeStatus);
        Assert.StartsWith("An invalid asynchronous invocation was detected", read.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    internal sealed class Works(World world)
    {
        [Function("First")]
        public static int First([ActivityTrigger] int input) => input;

        [Function("Second")]
        public void Second([ActivityTrigger] string input) => world.Log.Add(input);
    }

    internal sealed class Original
    {
        [Function("Original")]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(10), default);
            await context.CallActivityAsync("Second", "second");
            await context.CreateTimer(TimeSpan.FromSeconds(20), default);
        }
    }

    internal sealed class OtherActivity
    {
        [Function("Original")]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(10), default);
            await context.CallActivityAsync<int>("First", 1);
        }
    }

    internal sealed class OtherTimer
    {
        [Function("Original")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context) => context.CreateTimer(TimeSpan.FromSeconds(11), default);
    }

    internal sealed class OtherKind
    {
        [Function("Original")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<int>("First", 1);
    }

    internal sealed class Less
    {
        [Function("Original")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context) => context.CreateTimer(TimeSpan.FromSeconds(10), default);
    }

    internal sealed class More
    {
        [Function("Original")]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(10), default);
            await Task.WhenAll(context.CallActivityAsync("Second", "second"), context.CallActivityAsync<int>("First", 1));
        }
    }

    internal sealed class Early
    {
        [Function("Original")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context.InstanceId);
    }

    internal sealed class ReadsTheClock(ClockOf clock)
    {
        [Function("ReadsTheClock")]
        public Task Run([OrchestrationTrigger] TaskOrchestrationContext context) => context.CreateTimer(clock.Next(), default);
    }

    internal sealed class ClockOf(World world)
    {
        public DateTime Next()
        {
            world.Failing.Add($"{world.Failing.Count}");
            return HostHarness.Start.ToDateTimeUtc().AddSeconds(10 + world.Failing.Count);
        }
    }

    internal sealed class LeavesItsThread
    {
        [Function("Leaves")]
        public static async Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            await context.CallActivityAsync<int>("First", 1).ConfigureAwait(false);
    }

    internal sealed class AwaitsSomethingElse(World world)
    {
        [Function("Leaves")]
        public async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await world.Gate.Task;
            await context.CallActivityAsync<int>("First", 1);
        }
    }

    internal sealed class LeavesFromWhenAny
    {
        [Function("Leaves")]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var timer = context.CreateTimer(TimeSpan.FromHours(1), default);
            await Task.WhenAny(timer, context.CallActivityAsync<int>("First", 1)).ConfigureAwait(false);
            await context.CallActivityAsync<int>("First", 2);
        }
    }

    internal sealed class CancelsElsewhere
    {
        [Function("Leaves")]
        public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
            await context.CallActivityAsync<int>("First", 1);
            await stop.CancelAsync();
            await timer;
        }
    }
}

using DurableTask.Core.Exceptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Runtime;

public sealed class DurableClientTests
{
    private static readonly StartOrchestrationOptions Named = new("loop-1");

    [Fact]
    public async Task A_running_id_is_refused_and_an_ended_one_begins_again()
    {
        using var harness = await new HostHarness(typeof(Waits)).StartAsync();
        await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), "a", Named);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), "b", Named));
        await harness.RunToAsync(0);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), "b", Named));
        await harness.Client.RaiseEventAsync("loop-1", "go", "x");
        await harness.RunToAsync(0);
        Assert.Equal("ax", (await harness.ReadAsync("loop-1")).ReadOutputAs<string>());
        await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), "c", Named);
        using var after = await harness.Restarted().StartAsync();
        await after.RunToAsync(0);
        Assert.True((await after.ReadAsync("loop-1")).IsRunning);
        await after.Client.RaiseEventAsync("loop-1", "go", "y");
        await after.RunToAsync(0);
        Assert.Equal("cy", (await after.ReadAsync("loop-1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task The_statuses_asked_for_decide_what_is_refused_and_what_is_replaced()
    {
        using var harness = await new HostHarness(typeof(Waits)).StartAsync();
        var unlessEnded = Named.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), "a", Named);
        await harness.RunToAsync(0);
        await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), "b", unlessEnded);
        await harness.Client.RaiseEventAsync("loop-1", "go", "x");
        await harness.RunToAsync(0);
        Assert.Equal("bx", (await harness.ReadAsync("loop-1")).ReadOutputAs<string>());
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), "c", unlessEnded));
    }

    [Fact]
    public async Task A_purge_of_many_takes_what_has_ended_and_was_begun_in_time()
    {
        using var harness = await new HostHarness(typeof(Waits)).StartAsync();
        foreach (var id in new[] { "done", "running" })
        {
            await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), "a", new StartOrchestrationOptions(id));
        }

        await harness.RunToAsync(0);
        await harness.Client.RaiseEventAsync("done", "go", "x");
        await harness.RunToAsync(0);
        OrchestrationRuntimeStatus[] ended = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running];
        var begun = (await harness.ReadAsync("done")).CreatedAt;
        Assert.Equal(0, (await harness.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(null, begun.AddSeconds(-1), ended), default)).PurgedInstanceCount);
        Assert.Equal(1, (await harness.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(null, begun, ended), default)).PurgedInstanceCount);
        Assert.Null(await harness.Client.GetInstanceAsync("done"));
        Assert.True((await harness.ReadAsync("running")).IsRunning);
    }

    [Fact]
    public async Task A_terminated_instance_ignores_what_its_activity_returns()
    {
        using var harness = await new HostHarness(typeof(Waits), typeof(Slow)).StartAsync();
        await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Slow), Named);
        await harness.RunToAsync(0);
        var read = await harness.ReadAsync("loop-1");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, read.RuntimeStatus);
        Assert.Equal("stopped inside", read.ReadOutputAs<string>());
        Assert.Null(harness.Host.NextDue);
        Assert.Equal(["Orchestration Slow Fired", "Activity Stop Fired", "Activity Stop Ran"], harness.Observed);
    }

    [Fact]
    public async Task What_is_not_there_or_has_ended_is_told_apart()
    {
        using var harness = await new HostHarness(typeof(Waits)).StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.RaiseEventAsync("nobody", "go"));
        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.TerminateInstanceAsync("nobody"));
        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.ScheduleNewOrchestrationInstanceAsync("Nothing"));
        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), new StartOrchestrationOptions("a/b")));
        Assert.Null(await harness.Client.GetInstanceAsync("nobody"));
        await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), Named);
        await harness.Client.TerminateInstanceAsync("loop-1", "enough");
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Client.RaiseEventAsync("loop-1", "go"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Client.TerminateInstanceAsync("loop-1"));
    }

    [Fact]
    public async Task Only_what_has_ended_is_purged_and_nothing_of_it_stays()
    {
        var store = new MemoryStore();
        using var harness = await new HostHarness(store, new World(), typeof(Waits)).StartAsync();
        await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), "a", Named);
        await harness.Client.RaiseEventAsync("loop-1", "other", "x");
        await harness.RunToAsync(0);
        Assert.Equal(0, (await harness.Client.PurgeInstanceAsync("loop-1")).PurgedInstanceCount);
        await harness.Client.TerminateInstanceAsync("loop-1");
        Assert.Equal(1, (await harness.Client.PurgeInstanceAsync("loop-1")).PurgedInstanceCount);
        Assert.Null(await harness.Client.GetInstanceAsync("loop-1"));
        Trading.Storage.IRecords records = store;
        Assert.Empty(await records.QueryAsync("history", "loop-1", string.Empty, default));
        Assert.Empty(await records.QueryAsync("instances", "orchestrations", string.Empty, default));
    }

    [Fact]
    public async Task Instances_are_listed_by_prefix_and_status_page_by_page()
    {
        using var harness = await new HostHarness(typeof(Waits)).StartAsync();
        foreach (var id in new[] { "b-2", "a-1", "b-1", "b-3", "b-4" })
        {
            await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits), new StartOrchestrationOptions(id));
        }

        await harness.RunToAsync(0);
        await harness.Client.TerminateInstanceAsync("b-3");
        var query = new OrchestrationQuery(InstanceIdPrefix: "b-", Statuses: [OrchestrationRuntimeStatus.Running], PageSize: 2);
        var pages = new List<string>();
        await foreach (var page in harness.Client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add(string.Join(' ', page.Values.Select(instance => instance.InstanceId)));
        }

        Assert.Equal(["b-1 b-2", "b-4"], pages);
    }

    [Fact]
    public async Task How_an_instance_ended_is_known_after_a_restart()
    {
        using var before = await new HostHarness(typeof(Shows)).StartAsync();
        await before.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Shows), input: true, new StartOrchestrationOptions("good"));
        await before.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Shows), input: false, new StartOrchestrationOptions("bad"));
        await before.RunToAsync(20);
        using var after = await before.Restarted().StartAsync();
        Assert.Null(after.Host.NextDue);
        var good = await after.ReadAsync("good");
        Assert.Equal(("\"shown\"", "\"fine\"", "true"), (good.SerializedCustomStatus, good.SerializedOutput, good.SerializedInput));
        Assert.Equal((HostHarness.Start, HostHarness.Start + NodaTime.Duration.FromSeconds(10)), (At(good.CreatedAt), At(good.LastUpdatedAt)));
        var bad = await after.ReadAsync("bad");
        Assert.Equal("System.InvalidOperationException: not fine", bad.FailureDetails!.ToString());
        var unread = await after.Client.GetInstanceAsync("good");
        Assert.Throws<InvalidOperationException>(() => unread!.ReadOutputAs<string>());

        static NodaTime.Instant At(DateTimeOffset time) => NodaTime.Instant.FromDateTimeOffset(time);
    }

    [Fact]
    public async Task An_id_that_is_not_given_is_made_of_name_time_and_count()
    {
        using var harness = await new HostHarness(typeof(Waits)).StartAsync();
        Assert.Equal("Waits-20261120T130000000-1", await harness.Client.ScheduleNewOrchestrationInstanceAsync("waits"));
        Assert.Equal("Waits-20261120T130000000-2", await harness.Client.ScheduleNewOrchestrationInstanceAsync("waits"));
    }

    internal sealed class Waits
    {
        [Function("Waits")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.GetInput<string>() + await context.WaitForExternalEvent<string>("go");
    }

    internal sealed class Shows
    {
        [Function("Shows")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SetCustomStatus("shown");
            await context.CreateTimer(TimeSpan.FromSeconds(10), CancellationToken.None);
            return context.GetInput<bool>() ? "fine" : throw new InvalidOperationException("not fine");
        }
    }

    internal sealed class Slow
    {
        [Function("Slow")]
        public static Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<int>("Stop", context.InstanceId);

        [Function("Stop")]
        public static async Task<int> Stop([ActivityTrigger] string id, [DurableClient] DurableTaskClient client)
        {
            await client.TerminateInstanceAsync(id, "stopped inside");
            return 1;
        }
    }
}

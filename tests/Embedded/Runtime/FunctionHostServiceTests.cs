using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Trading.Embedded.Runtime;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Runtime;

/// <summary>The host in real time. What would take time has happened already, so nothing here waits for a clock.</summary>
public sealed class FunctionHostServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_slow_activity_delays_neither_timers_nor_other_orchestrations()
    {
        using var before = await new HostHarness(typeof(Tick), typeof(Work)).StartAsync();
        before.Clock.Advance(Duration.FromMinutes(10));
        using var harness = before.Restarted();
        using var service = new FunctionHostService(harness.Host, harness.Clock, NullLogger<FunctionHostService>.Instance);
        await service.StartAsync(default);
        var slow = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Work), "slow");
        var quick = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Work), "quick");
        Assert.Equal("quick", (await harness.Client.WaitForInstanceCompletionAsync(quick, true).WaitAsync(Patience)).ReadOutputAs<string>());
        Assert.True((await harness.Client.GetInstanceAsync(slow))!.IsRunning);
        harness.World.Gate.SetResult();
        Assert.Equal("slow", (await harness.Client.WaitForInstanceCompletionAsync(slow, true).WaitAsync(Patience)).ReadOutputAs<string>());
        await service.StopAsync(default);
        Assert.Equal(["tick past due"], harness.World.Log);
    }

    [Fact]
    public async Task An_activity_that_a_stop_interrupts_has_not_failed_and_runs_again()
    {
        using var before = new HostHarness(typeof(Work));
        using (var service = new FunctionHostService(before.Host, before.Clock, NullLogger<FunctionHostService>.Instance))
        {
            await service.StartAsync(default);
            await before.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Work), "endless", new StartOrchestrationOptions("x"));
            await before.World.Gate.Task.WaitAsync(Patience);
            await service.StopAsync(default);
        }

        using var after = await before.Restarted().StartAsync();
        await after.RunToAsync(0);
        Assert.Equal("endless", (await after.ReadAsync("x")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_stops_the_start()
    {
        var store = new MemoryStore { Fails = _ => true };
        using var harness = new HostHarness(store, new World(), typeof(Work), typeof(Tick));
        using var service = new FunctionHostService(harness.Host, harness.Clock, NullLogger<FunctionHostService>.Instance);
        await Assert.ThrowsAsync<Trading.Storage.StorageException>(() => service.StartAsync(default));
    }

    internal sealed class Tick(World world)
    {
        [Function("Tick")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
            world.Log.Add(timer.IsPastDue ? "tick past due" : "tick");
        }
    }

    internal sealed class Work(World world)
    {
        [Function("Work")]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>("Do", context.GetInput<string>());

        [Function("Do")]
        public async Task<string> Do([ActivityTrigger] string what, CancellationToken cancellationToken)
        {
            if (what == "slow")
            {
                await world.Gate.Task.WaitAsync(cancellationToken);
            }

            if (what == "endless" && world.Gate.TrySetResult())
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            return what;
        }
    }
}

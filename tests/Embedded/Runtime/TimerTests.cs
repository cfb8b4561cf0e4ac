using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Runtime;

public sealed class TimerTests
{
    [Fact]
    public async Task Timers_fire_at_their_occurrences_and_in_order_of_their_names()
    {
        using var harness = await new HostHarness(typeof(Minutely), typeof(Hourly)).StartAsync();
        Assert.Equal(HostHarness.Start + Duration.FromMinutes(1), harness.Host.NextDue);
        harness.Clock.Now = HostHarness.Start - Duration.FromSeconds(1);
        await harness.RunToAsync(3600);
        Assert.Equal(61, harness.World.Log.Count);
        Assert.Equal(["Hourly 14:00:00 last 00:00:00", "Minutely 14:00:00 last 13:59:00"], harness.World.Log[^2..]);
        Assert.Equal("Minutely 13:01:00 last 00:00:00", harness.World.Log[0]);
    }

    [Fact]
    public async Task A_second_run_at_the_same_instant_fires_nothing()
    {
        using var harness = await new HostHarness(typeof(Minutely)).StartAsync();
        await harness.RunToAsync(60);
        await harness.Host.RunDueAsync(harness.Clock.Now, default);
        Assert.Single(harness.World.Log);
    }

    [Fact]
    public async Task What_was_missed_while_nothing_ran_is_made_up_for_once()
    {
        using var before = await new HostHarness(typeof(Minutely)).StartAsync();
        await before.RunToAsync(60);
        before.Clock.Advance(Duration.FromMinutes(30));
        using var after = await before.Restarted().StartAsync();
        await after.RunToAsync((31 * 60) + 60);
        Assert.Equal(
            ["Minutely 13:01:00 last 00:00:00", "Minutely 13:02:00 last 13:01:00 past due", "Minutely 13:32:00 last 13:31:00"],
            after.World.Log);
    }

    [Fact]
    public async Task A_restart_at_the_very_occurrence_is_in_time()
    {
        using var before = await new HostHarness(typeof(Minutely)).StartAsync();
        before.Clock.Advance(Duration.FromMinutes(1));
        using var after = await before.Restarted().StartAsync();
        await after.RunToAsync(60);
        Assert.Equal(["Minutely 13:01:00 last 00:00:00"], after.World.Log);
    }

    [Fact]
    public async Task A_changed_expression_makes_up_for_nothing()
    {
        using var before = await new HostHarness(typeof(Minutely)).StartAsync();
        before.Clock.Advance(Duration.FromMinutes(59.5));
        using var after = await before.Restarted(code: typeof(MinutelyNowHalfHourly)).StartAsync();
        await after.RunToAsync(3600);
        Assert.Equal(["Minutely 14:00:00 last 00:00:00"], after.World.Log);
    }

    [Fact]
    public async Task A_fire_that_was_not_recorded_comes_again()
    {
        var store = new MemoryStore();
        using var before = await new HostHarness(store, new World(), typeof(Minutely)).StartAsync();
        store.Fails = key => key.StartsWith("timers/", StringComparison.Ordinal);
        await Assert.ThrowsAsync<Trading.Storage.StorageException>(() => before.RunToAsync(60));
        store.Fails = null;
        using var after = await before.Restarted().StartAsync();
        await after.RunToAsync(60);
        Assert.Equal(["Minutely 13:01:00 last 00:00:00", "Minutely 13:01:00 last 00:00:00"], after.World.Log);
    }

    [Fact]
    public async Task A_function_that_throws_has_failed_and_fires_again()
    {
        using var harness = await new HostHarness(typeof(Failing)).StartAsync();
        await harness.RunToAsync(2);
        Assert.Equal(["Timer Failing Fired", "Timer Failing Failed", "Timer Failing Fired", "Timer Failing Failed"], harness.Observed);
    }

    [Fact]
    public async Task A_suppressed_function_does_not_fire_and_the_others_do()
    {
        using var harness = await new HostHarness(typeof(Minutely), typeof(Hourly)) { Suppress = name => name == "Minutely" }.StartAsync();
        await harness.RunToAsync(3600);
        Assert.Equal(["Hourly 14:00:00 last 00:00:00"], harness.World.Log);
        Assert.Equal(["Timer Hourly Fired", "Timer Hourly Ran"], harness.Observed);
    }

    internal sealed class Minutely(World world)
    {
        [Function("Minutely")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer, FunctionContext context) => world.Log.Add(Line(context, timer));

        public static string Line(FunctionContext context, TimerInfo timer) =>
            $"{context.FunctionDefinition.Name} {timer.ScheduleStatus!.Next:HH:mm:ss} last {timer.ScheduleStatus.Last:HH:mm:ss}{(timer.IsPastDue ? " past due" : "")}";
    }

    internal sealed class MinutelyNowHalfHourly(World world)
    {
        [Function("Minutely")]
        public void Run([TimerTrigger("*/30 * * * *")] TimerInfo timer, FunctionContext context) => world.Log.Add(Minutely.Line(context, timer));
    }

    internal sealed class Hourly(World world)
    {
        [Function("Hourly")]
        public Task Run([TimerTrigger("0 * * * *")] TimerInfo timer, FunctionContext context)
        {
            world.Log.Add(Minutely.Line(context, timer));
            return Task.CompletedTask;
        }
    }

    internal sealed class Failing
    {
        [Function("Failing")]
        public Task Run([TimerTrigger("* * * * * *")] TimerInfo timer) => throw new InvalidOperationException($"{timer.IsPastDue}");
    }
}

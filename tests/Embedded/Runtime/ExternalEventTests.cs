using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using NodaTime;

namespace Trading.Tests.Embedded.Runtime;

public sealed class ExternalEventTests
{
    [Fact]
    public async Task An_event_raised_before_it_is_waited_for_is_kept_and_names_ignore_case()
    {
        using var harness = await new HostHarness(typeof(TwoEvents)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(TwoEvents));
        await harness.Client.RaiseEventAsync(id, "SECOND", 2);
        await harness.RunToAsync(0);
        await harness.Client.RaiseEventAsync(id, "second", 3);
        await harness.RunToAsync(5);
        Assert.True((await harness.ReadAsync(id)).IsRunning);
        await harness.Client.RaiseEventAsync(id, "first", "one");
        await harness.RunToAsync(5);
        Assert.Equal("one 2 3 at 13:00:05", (await harness.ReadAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_outlives_the_host_that_took_it()
    {
        using var before = await new HostHarness(typeof(TwoEvents)).StartAsync();
        var id = await before.Client.ScheduleNewOrchestrationInstanceAsync(nameof(TwoEvents));
        await before.RunToAsync(0);
        await before.Client.RaiseEventAsync(id, "second", 2);
        await before.Client.RaiseEventAsync(id, "first", "one");
        await before.Client.RaiseEventAsync(id, "second", 3);
        before.Clock.Advance(Duration.FromSeconds(9));
        using var after = await before.Restarted().StartAsync();
        Assert.Equal(HostHarness.Start, after.Host.NextDue);
        await after.RunToAsync(9);
        Assert.Equal("one 2 3 at 13:00:00", (await after.ReadAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true, "one 2 3 at 13:00:20")]
    [InlineData(false, "one 3 4 at 13:00:20")]
    public async Task Unread_events_are_carried_over_when_asked_for(bool keep, string expected)
    {
        using var harness = await new HostHarness(typeof(Renewed)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Renewed), new Plan(keep, Renew: true));
        await harness.RunToAsync(1);
        await harness.Client.RaiseEventAsync(id, "second", 2);
        await harness.RunToAsync(15);
        using var after = await harness.Restarted().StartAsync();
        await after.Client.RaiseEventAsync(id, "second", 3);
        await after.RunToAsync(20);
        await after.Client.RaiseEventAsync(id, "first", "one");
        await after.RunToAsync(20);
        if ((await after.ReadAsync(id)).IsRunning)
        {
            await after.Client.RaiseEventAsync(id, "second", 4);
            await after.RunToAsync(20);
        }

        Assert.Equal(expected, (await after.ReadAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(4, "go at 13:00:04")]
    [InlineData(40, "too late at 13:00:30")]
    public async Task A_wait_with_a_limit_ends_with_the_event_or_with_the_limit(int raisedAfter, string expected)
    {
        using var harness = await new HostHarness(typeof(Patient)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Patient));
        await harness.RunToAsync(raisedAfter);
        if ((await harness.ReadAsync(id)).IsRunning)
        {
            await harness.Client.RaiseEventAsync(id, "go", "go");
        }

        await harness.RunToAsync(50);
        Assert.Equal(expected, (await harness.ReadAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_of_another_shape_is_a_failure_that_the_code_can_see()
    {
        using var harness = await new HostHarness(typeof(TwoEvents)).StartAsync();
        var id = await harness.Client.ScheduleNewOrchestrationInstanceAsync(nameof(TwoEvents));
        await harness.Client.RaiseEventAsync(id, "first", new[] { 1 });
        await harness.RunToAsync(0);
        Assert.True((await harness.ReadAsync(id)).FailureDetails!.IsCausedBy<System.Text.Json.JsonException>());
    }

    internal sealed record Plan(bool Keep, bool Renew);

    internal sealed class TwoEvents
    {
        [Function("TwoEvents")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var first = await context.WaitForExternalEvent<string>("first");
            var second = await context.WaitForExternalEvent<int>("second");
            var third = await context.WaitForExternalEvent<int>("second");
            return $"{first} {second} {third} at {context.CurrentUtcDateTime:HH:mm:ss}";
        }
    }

    internal sealed class Renewed
    {
        [Function("Renewed")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var plan = context.GetInput<Plan>()!;
            if (!plan.Renew)
            {
                return await TwoEvents.Run(context);
            }

            await context.CreateTimer(TimeSpan.FromSeconds(10), CancellationToken.None);
            context.ContinueAsNew(plan with { Renew = false }, plan.Keep);
            return string.Empty;
        }
    }

    internal sealed class Patient
    {
        [Function("Patient")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                var got = await context.WaitForExternalEvent<string>("go", TimeSpan.FromSeconds(30));
                return $"{got} at {context.CurrentUtcDateTime:HH:mm:ss}";
            }
            catch (TaskCanceledException)
            {
                return $"too late at {context.CurrentUtcDateTime:HH:mm:ss}";
            }
        }
    }
}

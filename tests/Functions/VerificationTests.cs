using NodaTime;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Tests.Functions;

public sealed class VerificationTests
{
    [Theory]
    [InlineData("HealthCheck", "2026-03-07T12:31:00Z", "2026-03-07T12:35:00Z")]
    [InlineData("Scan", "2026-03-06T22:00:00Z", "2026-03-09T12:30:00Z")]
    [InlineData("Scan", "2026-03-05T13:29:59Z", "2026-03-05T13:30:00Z")]
    [InlineData("Reconcile", "2026-11-27T17:59:30Z", "2026-11-30T14:30:00Z")]
    [InlineData("EndOfDay", "2026-11-27T17:59:30Z", "2026-11-27T18:30:00Z")]
    public void The_next_slot_follows_the_exchange_and_its_clock(string job, string now, string next) =>
        Assert.Equal(At(next), JobSchedule.NextAfter(Jobs.All.Single(one => one.Name == job), At(now)));

    [Fact]
    public void Every_job_has_its_timer_and_every_function_its_kind()
    {
        var functions = FunctionDirectory.All;

        Assert.All(Jobs.All, job => Assert.Contains(functions, function => function.Kind == "timer" && function.Name == job.Name && function.Schedule == job.Cron));
        Assert.Contains(functions, function => function is { Name: "ExecutionLoop", Kind: "orchestration" });
        Assert.Contains(functions, function => function is { Name: "ExecutionCycle", Kind: "activity" });
        Assert.Contains(functions, function => function is { Name: "Verify", Kind: "http" });
        Assert.Equal(functions.Select(function => function.Name).Distinct(), functions.Select(function => function.Name));
    }

    private static Instant At(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;
}

using System.Globalization;
using NodaTime;
using Trading.Control.Operators;
using Trading.Functions.Http.Door;
using Trading.Tests.Support;

namespace Trading.Tests.Functions.Door;

/// <summary>Wrong tokens make their address wait, longer each time, and nobody else.</summary>
public sealed class FailedAttemptsTests
{
    private const string Wrong = "Bearer tf_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 20, 15, 0);

    [Fact]
    public async Task After_five_wrong_tokens_an_address_is_told_to_wait()
    {
        using var desk = new DoorDesk();
        var right = await desk.AddAsync("alice", Role.Operator);
        for (var i = 0; i < FailedAttempts.Free; i++)
        {
            Assert.Equal(401, (await desk.PostAsync("Stop", Wrong, "8.8.8.8")).Status);
        }

        var waits = await desk.PostAsync("Stop", Wrong, "8.8.8.8");
        Assert.Equal((429, "too_many_attempts", "1"), (waits.Status, waits.Code, waits.Response.Headers.RetryAfter.ToString()));
        Assert.Equal(401, (await desk.PostAsync("Stop", Wrong, "9.9.9.9")).Status);
        Assert.Equal(200, (await desk.PostAsync("Stop", right, "9.9.9.9")).Status);
        Assert.Equal(200, (await desk.PostAsync("Stop", right, "8.8.8.8")).Status);
    }

    [Fact]
    public void The_wait_doubles_up_to_a_minute_and_is_forgotten_after_a_quiet_quarter_of_an_hour()
    {
        var clock = new ManualClock(Start);
        var attempts = new FailedAttempts(clock);
        for (var i = 1; i < FailedAttempts.Free; i++)
        {
            Assert.Equal(Duration.Zero, attempts.Fail("8.8.8.8"));
        }

        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 64, 64 })
        {
            Assert.Equal(Duration.Zero, attempts.Fail("8.8.8.8"));
            Assert.Equal(Duration.FromSeconds(seconds), attempts.Fail("8.8.8.8"));
            clock.Advance(Duration.FromSeconds(seconds));
        }

        clock.Advance(Duration.FromMinutes(16));
        Assert.Equal(Duration.Zero, attempts.Fail("8.8.8.8"));
        Assert.Equal(Duration.Zero, attempts.Fail("8.8.8.8"));
    }

    [Fact]
    public void Waiting_is_not_made_longer_by_those_who_do_not_wait()
    {
        var clock = new ManualClock(Start);
        var attempts = new FailedAttempts(clock);
        for (var i = 0; i < 1000; i++)
        {
            attempts.Fail("8.8.8.8");
        }

        Assert.Equal(Duration.FromSeconds(1), attempts.Fail("8.8.8.8"));
    }

    [Fact]
    public void A_million_addresses_take_no_more_memory_than_four_thousand()
    {
        var clock = new ManualClock(Start);
        var attempts = new FailedAttempts(clock);
        for (var i = 0; i < 2 * FailedAttempts.MostAddresses; i++)
        {
            clock.Advance(Duration.FromMilliseconds(1));
            attempts.Fail(i.ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(FailedAttempts.MostAddresses, attempts.Count);
    }
}

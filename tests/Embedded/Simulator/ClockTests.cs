using Trading.Embedded.Simulator;
using Trading.Tests.Embedded.Broker;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Simulator;

public sealed class ClockTests
{
    [Fact]
    public async Task The_clock_only_goes_forwards_and_plays_the_minutes_on_its_way()
    {
        await using var server = await SimServer.StartAsync(SimServer.Calm());
        SimServer.AssertJson("""{"now":"2013-10-07T13:31:00Z","virtual":true}""", await server.GetAsync("/simulator/clock"));
        await server.BuyAsync("a");
        var writes = server.Store.Writes;

        SimServer.AssertJson(
            """{"now":"2013-10-07T13:40:00Z","virtual":true}""",
            await SimServer.ReadAsync(await server.PostAsync("/simulator/clock", """{"now":"2013-10-07T09:40:00-04:00"}""")));
        Assert.True(server.Store.Writes > writes);
        await SimServer.AssertErrorAsync(
            await server.PostAsync("/simulator/clock", """{"now":"2013-10-07T13:39:59Z"}"""), 422, 42210000, "the account was played up to 2013-10-07T13:40:00Z: the clock only goes forwards");
        Assert.Equal(FakeBars.At("09:40"), Trading.Time.NewYork.Now(server.Clock));
    }

    [Theory]
    [InlineData("""{"now":"soon"}""")]
    [InlineData("{}")]
    public async Task What_is_no_instant_is_refused(string body)
    {
        await using var server = await SimServer.StartAsync(SimServer.Calm());
        await SimServer.AssertErrorAsync(await server.PostAsync("/simulator/clock", body), 422, 40010001, "now wants an instant such as 2013-10-07T13:30:00Z");
    }

    [Fact]
    public void Until_it_is_set_it_is_the_other_clock()
    {
        var wall = new ManualClock(FakeBars.At("12:00", day: 3));
        var clock = new SimulatorClock(wall);
        Assert.False(clock.IsSet);
        wall.Now = FakeBars.At("13:00", day: 3);
        Assert.Equal(wall.GetUtcNow(), clock.GetUtcNow());

        Assert.True(clock.TrySet(FakeBars.At("09:30")));
        wall.Now = FakeBars.At("14:00", day: 3);
        Assert.Equal(FakeBars.At("09:30").ToDateTimeOffset(), clock.GetUtcNow());
        Assert.False(clock.TrySet(FakeBars.At("09:29")));
        Assert.True(clock.TrySet(FakeBars.At("09:30")));
    }

    /// <summary>A fresh simulator on the wall clock may be set to the past: its account has seen nothing yet.</summary>
    [Fact]
    public async Task An_account_is_never_played_backwards()
    {
        var (store, wall) = (new MemoryStore(), new ManualClock(FakeBars.At("12:00", day: 3)));
        await using (var first = await AlpacaSimulator.StartAsync(SimServer.Calm(), store, new SimulatorClock(wall), new SimulatorOptions(), CancellationToken.None))
        {
            using var client = new HttpClient { BaseAddress = first.Address };
            Assert.Equal(200, (int)(await client.PostAsync("/simulator/clock", new StringContent("""{"now":"2013-10-07T13:30:00Z"}"""))).StatusCode);
        }

        await using var second = await AlpacaSimulator.StartAsync(SimServer.Calm(), store, new SimulatorClock(wall), new SimulatorOptions(), CancellationToken.None);
        using var again = new HttpClient { BaseAddress = second.Address };
        Assert.Equal(422, (int)(await again.PostAsync("/simulator/clock", new StringContent("""{"now":"2013-10-07T13:29:00Z"}"""))).StatusCode);
    }
}

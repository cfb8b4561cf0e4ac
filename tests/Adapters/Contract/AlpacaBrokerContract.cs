using NodaTime;
using Trading.Adapters.Broker;
using Trading.Brokers;
using Trading.Embedded.Simulator;
using Trading.Market;
using Trading.Tests.Contract;
using Trading.Tests.Embedded.Broker;
using Trading.Tests.Support;

namespace Trading.Tests.Adapters.Contract;

/// <summary>The broker's adapter, at the simulator, through the broker's own client.</summary>
public sealed class AlpacaBrokerContract : BrokerContract, IAsyncLifetime
{
    private readonly ManualClock clock = new(FakeBars.At("10:00"));
    private readonly FakeBars bars = new();
    private AlpacaSimulator simulator = null!;
    private AlpacaVenue venue = null!;

    public AlpacaBrokerContract()
    {
        for (var time = new LocalTime(9, 30); time < new LocalTime(16, 0); time = time.PlusMinutes(1))
        {
            bars.Add(NodaTime.Text.LocalTimePattern.ExtendedIso.Format(time), 100m, 100.5m, 99.5m, 100.1m);
        }
    }

    protected override IBroker Broker => venue.Broker;

    protected override Symbol Symbol => Symbol.Parse("AIG");

    protected override decimal Near => 100m;

    protected override Instant Now => clock.Now;

    public async Task InitializeAsync()
    {
        simulator = await AlpacaSimulator.StartAsync(bars, new MemoryStore(clock), new SimulatorClock(clock), new SimulatorOptions { RequestsPerMinute = 0 }, None);
        venue = await AlpacaVenue.OpenAsync(AlpacaSettings.Read(_ => null, simulator.Address), clock, None);
    }

    public async Task DisposeAsync()
    {
        venue.Dispose();
        await simulator.DisposeAsync();
    }

    protected override ValueTask PassAsync(int minutes)
    {
        clock.Advance(Duration.FromMinutes(minutes));
        return ValueTask.CompletedTask;
    }
}

using NodaTime;
using Trading.Adapters.Broker;
using Trading.Embedded.Market;
using Trading.Embedded.Simulator;
using Trading.Market;
using Trading.Tests.Contract;
using Trading.Tests.Support;

namespace Trading.Tests.Adapters.Contract;

/// <summary>The adapter of the broker's market data, at the simulator, through the broker's own client.</summary>
public sealed class AlpacaMarketDataContract : MarketDataContract, IAsyncLifetime
{
    private readonly Relay clock = new();
    private AlpacaSimulator simulator = null!;
    private AlpacaVenue venue = null!;

    protected override LocalDate Day { get; } = new(2013, 10, 7);

    protected override Symbol Traded { get; } = Symbol.Parse("SYN0002");

    protected override Symbol Benchmark { get; } = Symbol.Parse("SPY");

    public async Task InitializeAsync()
    {
        var bars = new SyntheticMarket(5, new LocalDate(2013, 10, 31), symbols: 3);
        simulator = await AlpacaSimulator.StartAsync(bars, new MemoryStore(clock), new SimulatorClock(clock), new SimulatorOptions { RequestsPerMinute = 0 }, default);
        venue = await AlpacaVenue.OpenAsync(AlpacaSettings.Read(_ => null, simulator.Address), clock, default);
    }

    public async Task DisposeAsync()
    {
        venue.Dispose();
        await simulator.DisposeAsync();
    }

    protected override IMarketData Open(TimeProvider clock)
    {
        this.clock.Of = clock;
        return venue.Market;
    }

    // One simulator for whatever clock a test opens the market with.
    private sealed class Relay : TimeProvider
    {
        public TimeProvider Of { get; set; } = new ManualClock(Instant.FromUtc(2013, 10, 7, 12, 0));

        public override DateTimeOffset GetUtcNow() => Of.GetUtcNow();

        public override long GetTimestamp() => Of.GetTimestamp();

        public override long TimestampFrequency => Of.TimestampFrequency;
    }
}

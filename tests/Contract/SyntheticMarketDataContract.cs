using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;

namespace Trading.Tests.Contract;

public sealed class SyntheticMarketDataContract : MarketDataContract
{
    private readonly SyntheticMarket bars = new(5, new LocalDate(2013, 10, 31), symbols: 3);

    protected override LocalDate Day { get; } = new(2013, 10, 7);

    protected override Symbol Traded { get; } = Symbol.Parse("SYN0002");

    protected override Symbol Benchmark { get; } = Symbol.Parse("SPY");

    protected override IMarketData Open(TimeProvider clock) => new ClockedMarketData(bars, clock);
}

using NodaTime;
using Trading.Brokers;
using Trading.Embedded.Broker;
using Trading.Market;
using Trading.Orders;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Embedded.Broker;

/// <summary>A simulated account on made-up bars, its clock moved by hand.</summary>
internal sealed class SimDay : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public SimDay(string now = "09:30", SimulatedBrokerOptions? options = null)
    {
        Options = options ?? new SimulatedBrokerOptions();
        Clock = new ManualClock(FakeBars.At(now));
        Store = new MemoryStore(Clock);
        Broker = Open();
    }

    public FakeBars Bars { get; init; } = new();

    public ManualClock Clock { get; }

    public MemoryStore Store { get; }

    public SimulatedBrokerOptions Options { get; }

    public SimulatedBroker Broker { get; private set; }

    /// <summary>The process dies and another one opens the same account.</summary>
    public void Reopen()
    {
        Broker.Dispose();
        Broker = Open();
    }

    public void At(string time, int day = 0) => Clock.Now = FakeBars.At(time, day);

    public async Task<BrokerAnswer> SendAsync(OrderTicket ticket) => await Broker.SubmitAsync(ticket, None);

    public async Task<BrokerOrder> OrderAsync(string id) => await Broker.FindAsync(id, None) ?? throw new InvalidOperationException($"no order {id}");

    public async Task<IReadOnlyList<BrokerFill>> FillsAsync() => await Broker.FillsAsync(Instant.MinValue, None);

    public async Task<decimal> HeldAsync(string symbol = "AIG") => (await Broker.PositionsAsync(None)).Where(x => x.Symbol == Symbol.Parse(symbol)).Sum(x => x.Quantity);

    public async Task<BrokerAccount> AccountAsync() => await Broker.AccountAsync(None);

    public static OrderTicket Buy(string id, int quantity, decimal? limit = null, decimal? stop = null, TimeInForce tif = TimeInForce.Day) => Ticket(id, OrderSide.Buy, quantity, limit, stop, tif);

    public static OrderTicket Sell(string id, int quantity, decimal? limit = null, decimal? stop = null, TimeInForce tif = TimeInForce.Day) => Ticket(id, OrderSide.Sell, quantity, limit, stop, tif);

    public static OrderTicket Bracket(string id, int quantity, decimal? limit, decimal profit, decimal stop, TimeInForce tif = TimeInForce.Gtc) =>
        Buy(id, quantity, limit, null, tif) with { Bracket = new Bracket(new Price(profit), new Price(stop)) };

    public void Dispose() => Broker.Dispose();

    private static OrderTicket Ticket(string id, OrderSide side, int quantity, decimal? limit, decimal? stop, TimeInForce tif) => new(
        id,
        Symbol.Parse("AIG"),
        side,
        limit is not null ? OrderType.Limit : stop is not null ? OrderType.Stop : OrderType.Market,
        tif,
        new Quantity(quantity),
        limit is { } l ? new Price(l) : null,
        stop is { } s ? new Price(s) : null,
        null);

    private SimulatedBroker Open() => new(Bars, Store, Clock, ExchangeCalendar.Nyse, Options);
}

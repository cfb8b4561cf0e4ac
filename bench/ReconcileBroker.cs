using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Bench;

/// <summary>A broker whose rows the benchmark sets, all of them open.</summary>
internal sealed class ReconcileBroker : IBroker
{
    public IReadOnlyList<BrokerOrder> Orders { get; set; } = [];

    public IReadOnlyList<BrokerFill> Fills { get; set; } = [];

    public IReadOnlyList<BrokerPosition> Positions { get; set; } = [];

    public decimal Cash { get; set; }

    public string Account => "bench";

    public BrokerVenue Venue => BrokerVenue.InProcess;

    public ValueTask<BrokerAnswer> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<BrokerAnswer> ReplaceAsync(string brokerOrderId, ReplaceTicket ticket, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<BrokerAnswer> CancelAsync(string brokerOrderId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<BrokerOrder?> FindAsync(string clientOrderId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<BrokerOrder>> OrdersAsync(Instant changedSince, CancellationToken cancellationToken) => ValueTask.FromResult(Orders);

    public ValueTask<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Positions);

    public ValueTask<IReadOnlyList<BrokerFill>> FillsAsync(Instant since, CancellationToken cancellationToken) => ValueTask.FromResult(Fills);

    public ValueTask<BrokerAccount> AccountAsync(CancellationToken cancellationToken) => ValueTask.FromResult(new BrokerAccount(Cash, Cash, Cash));

    public ValueTask<MarketClock> ClockAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public static BrokerOrder Row(string clientId, string symbol, decimal filled, Instant at) => new(
        $"b-{clientId}", clientId, null, null, Symbol.Parse(symbol), OrderSide.Buy, OrderType.Limit, TimeInForce.Gtc, new Quantity(100m), new Quantity(filled), filled == 0 ? null : new Price(50m), new Price(50m), null,
        filled == 0 ? BrokerOrderStatus.New : BrokerOrderStatus.PartiallyFilled, at, at, null, null, []);
}

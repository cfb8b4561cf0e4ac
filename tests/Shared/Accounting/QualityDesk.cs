using Trading.Accounting;
using Trading.Accounting.Kpis;
using Trading.Accounting.Pnl;
using Trading.Accounting.Quality;
using Trading.Brokers;
using Trading.Journal;
using Trading.Market;
using Trading.Orders;
using Trading.Tests.Shared.Reconciliation;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Accounting;

/// <summary>Books with what asks them: key figures, quality, profit and loss. Ten AIG are bought at 50 on Monday at ten for a fee of ten cents.</summary>
internal sealed class QualityDesk : IDisposable
{
    public const string Entry = "20131007-swing-AIG-buy-1";
    public const string Exit = "20131007-swing-AIG-sell-1";

    public QualityDesk() => Market = new FakeMarket(Books.Clock);

    public Books Books { get; } = new();

    public FakeMarket Market { get; }

    public OpenDayReader Open => new(Books.Broker, Market, Books.Fills, Books.Days, Books.Clock);

    public KpiBook Kpis => new(Books.Store, "paper");

    public KpiJob Job => new(Open, Kpis, Books.Book, Books.Store, Books.Journal);

    public QualityBook Quality => new(Books.Store, Books.Book, Books.Fills, Books.Clock);

    public EquityCurve Curve => new(Books.Days, Kpis, Open, Books.Clock);

    public PnlReader Pnl
    {
        get
        {
            var journal = new JournalReader(Books.Store);
            return new PnlReader(Books.Days, Open, Kpis, journal, new PnlRecompute(journal, Books.Days, Books.Fills, Books.Clock), Books.Clock);
        }
    }

    public void Price(decimal dollars) => Market.Prices[Symbol.Parse("AIG")] = dollars;

    public async Task BuyAsync()
    {
        await Books.RunAsync();
        var order = await Books.OrderAsync(Entry, brokerId: "b1");
        await Books.Book.ChangeAsync(order.Id, row => row with { ReferencePrice = new Price(49.95m) }, default);
        Books.Broker.Put("b1", Entry, Books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        Books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, Books.Clock.Now, fee: 0.1m);
        await Books.RunAsync();
        Price(50m);
    }

    public async Task SellAsync(decimal price, string reason)
    {
        var order = await Books.OrderAsync(Exit, brokerId: "b2");
        await Books.Book.ChangeAsync(order.Id, row => row with { Reason = reason, ParentId = Entry }, default);
        Books.Broker.Put("b2", Exit, Books.Clock.Now, side: OrderSide.Sell, filled: 10, status: BrokerOrderStatus.Filled);
        Books.Broker.Execute("f2", "b2", OrderSide.Sell, 10, price, Books.Clock.Now, fee: 0.02m);
        await Books.RunAsync();
    }

    public BookKeeper Keeper => new(Books.Broker, Books.Fills, Books.Days, Market, Books.Journal, Books.Alerts);

    public void Dispose() => Books.Dispose();
}

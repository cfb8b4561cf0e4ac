using System.Text;
using NodaTime;
using Trading.Control;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Orders;
using Trading.Risk;
using Trading.Risk.Limits;
using Trading.Storage;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Orders;

/// <summary>A desk in memory around a fake broker: gates open, watchlist fresh, market open, 10:30 on 7 October 2013.</summary>
internal sealed class Desk : IDisposable
{
    public static readonly LocalDate Date = new(2013, 10, 7);
    public static readonly Symbol Aig = Symbol.Parse("AIG");

    public Desk(RiskLimits? limits = null, Instant? start = null, MemoryStore? store = null, FakeBroker? broker = null, ManualClock? clock = null)
    {
        Clock = clock ?? new ManualClock(start ?? NewYork.At(Date, new LocalTime(10, 30)));
        Store = store ?? new MemoryStore(Clock);
        Broker = broker ?? new FakeBroker(Clock);
        Limits = limits ?? RiskLimits.Paper;
        Journal = new JournalWriter(Store, Clock);
        Alerts = new Alerts(Store, Journal, Notifier, Clock);
        Kill = new KillSwitch(Store, Store, Broker.Account, Journal, Alerts, Clock);
        Gates = PaperGates.Of(Store, Journal);
        Book = new OrderBook(Store, Broker.Account);
        Sync = new BrokerSync(Book, Journal, Clock);
        LimitsBook = LimitsBooks.Of(Store, Broker.Account, Limits, Journal, Alerts, Clock);
        Gateway = new OrderGateway(Broker, Book, Kill, Gates, LimitsBook, Store, Journal, Alerts, Clock);
    }

    public ManualClock Clock { get; }

    public MemoryStore Store { get; }

    public FakeBroker Broker { get; }

    public RiskLimits Limits { get; }

    public LimitsBook LimitsBook { get; }

    public SilentNotifier Notifier { get; } = new();

    public JournalWriter Journal { get; }

    public Alerts Alerts { get; }

    public KillSwitch Kill { get; }

    public TradingGates Gates { get; }

    public OrderBook Book { get; }

    public BrokerSync Sync { get; }

    public OrderGateway Gateway { get; }

    /// <summary>A desk with dry run off and approval given.</summary>
    public static async Task<Desk> OpenAsync(RiskLimits? limits = null)
    {
        var desk = new Desk(limits);
        await desk.TradeAsync();
        return desk;
    }

    /// <summary>The same store, broker and clock under a new process.</summary>
    public async Task<Desk> RestartAsync()
    {
        var next = new Desk(Limits, store: Store, broker: Broker, clock: Clock);
        await next.Book.LoadAsync(default);
        return next;
    }

    public async Task TradeAsync()
    {
        await Gates.SetDryRunAsync(false, "test", "trade", default);
        await Gates.ApproveAsync("test", "trade", default);
    }

    public async Task<DeskSnapshot> SnapshotAsync(decimal price = 50m, params Symbol[] more)
    {
        var desk = await ReadAsync(price, more);
        return CalmBars.Calm(desk, more.Append(Aig).Concat(Book.View.Orders.Select(order => order.Symbol)).Concat(desk.Positions!.Select(position => position.Symbol)));
    }

    private async Task<DeskSnapshot> ReadAsync(decimal price, Symbol[] more) => new()
    {
        At = Clock.Now,
        Date = NewYork.DateOf(Clock.Now),
        MarketOpen = true,
        WatchlistFresh = true,
        WatchlistReason = "fresh",
        Account = await Broker.AccountAsync(default),
        Positions = await Broker.PositionsAsync(default),
        Quotes = more.Append(Aig).Distinct().ToDictionary(symbol => symbol, symbol => new Quote(symbol, new Price(price), Clock.Now)),
    };

    public async Task<GatewayResult> EnterAsync(OrderIntent intent) =>
        await Gateway.SubmitAsync(intent, await SnapshotAsync(intent.ReferencePrice!.Value.Value, intent.Symbol), default);

    /// <summary>An entry of two brackets of half the shares each (one bracket for one share).</summary>
    public static OrderIntent Entry(string symbol = "AIG", decimal shares = 20, decimal price = 50m, int sequence = 1)
    {
        var (name, id) = (Symbol.Parse(symbol), new ClientOrderId(Date, "swing", Symbol.Parse(symbol), OrderSide.Buy, sequence));
        var half = decimal.Floor(shares / 2);
        OrderPart Part(ClientOrderId part, decimal quantity, decimal target) =>
            new(part.ToString(), new Quantity(quantity), new Price(price), null, new Bracket(new Price(target), new Price(price * 0.96m).DownToTick()));
        return new OrderIntent
        {
            TradingDate = Date,
            Strategy = "swing",
            Symbol = name,
            Side = OrderSide.Buy,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.Gtc,
            Purpose = OrderPurpose.Entry,
            ReferencePrice = new Price(price),
            CorrelationId = $"scan-{symbol}",
            Reason = "test",
            Parts = half == 0 ? [Part(id, shares, price * 1.1m)] : [Part(id, half, price * 1.05m), Part(id.Next(), shares - half, price * 1.1m)],
        };
    }

    public static OrderIntent Sell(decimal shares, string? parentId = null, int sequence = 1, OrderPurpose purpose = OrderPurpose.Exit) => new()
    {
        TradingDate = Date,
        Strategy = "swing",
        Symbol = Aig,
        Side = OrderSide.Sell,
        Type = OrderType.Market,
        TimeInForce = TimeInForce.Day,
        Purpose = purpose,
        ReferencePrice = new Price(50m),
        CorrelationId = "scan-AIG",
        Reason = "test",
        ParentId = parentId,
        Parts = [new OrderPart(new ClientOrderId(Date, "swing", Aig, OrderSide.Sell, sequence).ToString(), new Quantity(shares), null, null, null)],
    };

    /// <summary>Fills an entry's orders completely and takes the news into the book.</summary>
    public async Task FillAsync(GatewayResult entry, decimal price)
    {
        foreach (var order in entry.Orders)
        {
            Broker.Fill(Broker.ByClient(order.Id), order.Quantity.Value, price);
        }

        await SyncAsync();
    }

    public async Task SyncAsync() => await Sync.AbsorbAsync(await Broker.OrdersAsync(Instant.MinValue, default), default);

    /// <summary>The kinds of all journal events, in order.</summary>
    public async Task<List<string>> KindsAsync()
    {
        var kinds = new List<string>();
        foreach (var item in await ((IBlobs)Store).ListAsync(JournalWriter.Container, "", default))
        {
            var text = Encoding.UTF8.GetString((await ((IBlobs)Store).ReadAsync(JournalWriter.Container, item.Name, default))!.Content.Span);
            kinds.AddRange(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()!));
        }

        return kinds;
    }

    public void Dispose()
    {
        Journal.Dispose();
        Book.Dispose();
    }
}


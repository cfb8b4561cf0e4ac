using NodaTime;
using Trading.Accounting;
using Trading.Control;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Orders;
using Trading.Reconciliation;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Reconciliation;

/// <summary>The books of one account over a store in memory and a broker by script; the clock stands at ten o'clock New York on a Monday.</summary>
internal sealed class Books : IDisposable
{
    public static readonly LocalDate Monday = new(2013, 10, 7);

    public Books()
    {
        Clock = new ManualClock(At(10, 0));
        Build();
    }

    public ManualClock Clock { get; }

    public MemoryStore Store { get; } = new();

    public ScriptedBroker Broker { get; } = new();

    public SilentNotifier Notifier { get; } = new();

    public JournalWriter Journal { get; private set; } = null!;

    public OrderBook Book { get; private set; } = null!;

    public FillBook Fills { get; private set; } = null!;

    public DayBooks Days { get; private set; } = null!;

    public KillSwitch Kill { get; private set; } = null!;

    public Alerts Alerts { get; private set; } = null!;

    public Reconciler Reconciler { get; private set; } = null!;

    public PositionsStore Positions => new(Store, "paper");

    public static Instant At(int hour, int minute, int days = 0) => NewYork.At(Monday.PlusDays(days), new LocalTime(hour, minute));

    /// <summary>What a new process would have: everything from the store.</summary>
    public void Build()
    {
        Journal = new JournalWriter(Store, Clock);
        Alerts = new Alerts(Store, Journal, Notifier, Clock);
        Book = new OrderBook(Store, "paper");
        Fills = new FillBook(Store, "paper");
        Days = new DayBooks(Store, "paper");
        Kill = new KillSwitch(Store, Store, Broker.Account, Journal, Alerts, Clock);
        Reconciler = new Reconciler(Broker, Book, Fills, Days, Store, Kill, Journal, Alerts, Clock);
    }

    public Task<ReconcileReport> RunAsync(bool withPositions = true) => Reconciler.RunAsync(withPositions, "reconcile-test", default);

    /// <summary>An entry in our book.</summary>
    public async Task<Order> OrderAsync(string id, OrderState state = OrderState.Submitted, string? brokerId = null, decimal quantity = 10)
    {
        var key = ClientOrderId.TryParse(id)!;
        var at = Instant.Min(Clock.Now, NewYork.At(key.Date, new LocalTime(15, 0)));
        var order = new Order
        {
            Id = id,
            Strategy = key.Strategy,
            Symbol = key.Symbol,
            Side = key.Side,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.Gtc,
            Purpose = key.Side == OrderSide.Buy ? OrderPurpose.Entry : OrderPurpose.Exit,
            Quantity = new Quantity(quantity),
            LimitPrice = new Price(50m),
            State = state,
            BrokerOrderId = brokerId,
            TradingDate = key.Date,
            CorrelationId = $"chain-{id}",
            CreatedAt = at,
            SentAt = at,
            UpdatedAt = at,
        };
        Assert.True(await Book.ReserveAsync(order, default));
        return order;
    }

    public async Task<List<JournalEvent>> EventsAsync(string kind)
    {
        var events = new List<JournalEvent>();
        await foreach (var one in new JournalReader(Store).BetweenAsync(Monday, Monday.PlusDays(30), default))
        {
            if (one.Kind == kind)
            {
                events.Add(one);
            }
        }

        return events;
    }

    public void Dispose()
    {
        Journal.Dispose();
        Book.Dispose();
    }
}

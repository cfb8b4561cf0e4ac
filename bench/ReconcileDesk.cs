using System.Globalization;
using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Embedded.Storage;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Orders;
using Trading.Reconciliation;
using Trading.Time;

namespace Trading.Bench;

/// <summary>A reconciler over the file store, with as many working orders as asked for and a broker that has them too.</summary>
internal sealed class ReconcileDesk : IDisposable
{
    private static readonly LocalDate Day = new(2013, 10, 7);
    private readonly StateFolderLock held;
    private readonly FileStore store;
    private readonly OrderBook book;
    private readonly Reconciler reconciler;
    private readonly string[] ids;

    public ReconcileDesk(string folder, int orders)
    {
        held = StateFolderLock.Take(folder);
        store = FileStore.Open(held, Clock, Durability.Process);
        Journal = new JournalWriter(store, Clock);
        var alerts = new Alerts(store, Journal, new Nobody(), Clock);
        book = new OrderBook(store, Broker.Account);
        var kill = new KillSwitch(store, store, Broker.Account, Journal, alerts, Clock);
        reconciler = new Reconciler(Broker, book, new FillBook(store, Broker.Account), new DayBooks(store, Broker.Account), store, kill, Journal, alerts, Clock);
        ids = [.. Enumerable.Range(0, orders).Select(IdOf)];
        foreach (var id in ids)
        {
            book.ReserveAsync(RowOf(id), default).GetAwaiter().GetResult();
        }
    }

    public ReconcileBroker Broker { get; } = new();

    public BenchClock Clock { get; } = new() { Now = NewYork.At(Day, new LocalTime(10, 30)) };

    public JournalWriter Journal { get; }

    /// <summary>The broker fills one more share of every order.</summary>
    public void FillAll(decimal filled)
    {
        var at = Clock.Now;
        Broker.Orders = [.. ids.Select(id => ReconcileBroker.Row(id, SymbolOf(id), filled, at))];
        Broker.Fills = [.. ids.Select(id => new BrokerFill($"{id}-{filled.ToString(CultureInfo.InvariantCulture)}", $"b-{id}", Symbol.Parse(SymbolOf(id)), OrderSide.Buy, new Quantity(1m), new Price(50m), 0m, at))];
        Broker.Positions = [.. ids.Select(SymbolOf).GroupBy(symbol => symbol, StringComparer.Ordinal)
            .Select(group => new BrokerPosition(Symbol.Parse(group.Key), group.Count() * filled, new Price(50m), group.Count() * filled * 50m))];
    }

    public ReconcileReport Run(bool withPositions)
    {
        Clock.Now += Duration.FromMinutes(1);
        return reconciler.RunAsync(withPositions, "reconcile-bench", default).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        book.Dispose();
        Journal.Dispose();
        store.Dispose();
        held.Dispose();
    }

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"20131007-swing-S{number % 50}-buy-{number + 1}");

    private static string SymbolOf(string id) => id.Split('-')[2];

    private Order RowOf(string id) => new()
    {
        Id = id,
        Strategy = "swing",
        Symbol = Symbol.Parse(SymbolOf(id)),
        Side = OrderSide.Buy,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Gtc,
        Purpose = OrderPurpose.Entry,
        Quantity = new Quantity(100m),
        LimitPrice = new Price(50m),
        State = OrderState.Submitted,
        BrokerOrderId = $"b-{id}",
        TradingDate = Day,
        CorrelationId = $"scan-2013-10-07:{SymbolOf(id)}",
        CreatedAt = Clock.Now,
        UpdatedAt = Clock.Now,
    };

    private sealed class Nobody : INotifier
    {
        public ValueTask NotifyAsync(Alert alert, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}

using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Orders;
using Trading.Risk;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Orders;

/// <summary>
/// A desk whose store and broker answer when their turn comes: somebody submits an entry and then an exit or a stop while somebody else kills. What begins at the broker is held
/// against the kill that is stored at that moment.
/// </summary>
internal sealed class InterleavedDesk : IBroker, IDisposable
{
    private static readonly ManualClock Clock = new(Instant.FromUtc(2013, 10, 7, 14, 30));
    private static readonly Symbol Bac = Symbol.Parse("BAC");
    private static readonly BrokerPosition[] Held = [new(Desk.Aig, 10m, new Price(50m), 500m)];
    private static readonly DeskSnapshot Snapshot = new()
    {
        At = Clock.Now,
        Date = Desk.Date,
        MarketOpen = true,
        WatchlistFresh = true,
        WatchlistReason = "fresh",
        Account = new BrokerAccount(100_000m, 100_000m, 200_000m),
        Positions = Held,
        Quotes = new Dictionary<Symbol, Quote> { [Desk.Aig] = new(Desk.Aig, new Price(50m), Clock.Now), [Bac] = new(Bac, new Price(50m), Clock.Now) },
    };

    private readonly Turnstile turns;
    private readonly Random random;
    private readonly MemoryStore store = new(Clock);
    private readonly SteppedStore stepped;
    private readonly JournalWriter journal;
    private readonly JournalWriter others;
    private readonly KillSwitch kill;
    private readonly OrderBook book;
    private readonly OrderGateway gateway;
    private int sent;

    public InterleavedDesk(int seed)
    {
        random = new Random(seed);
        turns = new Turnstile(random);
        stepped = new SteppedStore(store, turns);

        // One each, so that neither waits for the other in a way that no seed decides.
        (journal, others) = (new JournalWriter(store, Clock), new JournalWriter(store, Clock));
        kill = new KillSwitch(stepped, stepped, Account, others, new Alerts(store, others, new SilentNotifier(), Clock), Clock);
        book = new OrderBook(stepped, Account);
        var alerts = new Alerts(store, journal, new SilentNotifier(), Clock);
        gateway = new OrderGateway(this, book, kill, PaperGates.Of(store, journal), LimitsBooks.Of(store, Account, RiskLimits.Paper, journal, alerts, Clock), store, journal, alerts, Clock);
    }

    public string Account => "paper";

    public BrokerVenue Venue => BrokerVenue.InProcess;

    /// <summary>What began at the broker though the stored kill forbids it.</summary>
    public List<string> Past { get; } = [];

    /// <summary>Orders that began at the broker on close_only.</summary>
    public int OnCloseOnly { get; private set; }

    /// <summary>Orders that were recorded, and stopped by the last look.</summary>
    public int NeverSent { get; private set; }

    /// <summary>Orders that began at the broker.</summary>
    public int Sent => sent;

    public async Task RunAsync()
    {
        await ((IRecords)store).InsertAsync("control", Account, "gates", """{"dryRun":false,"approved":true,"who":"test","why":"test"}""", default);
        var work = Task.WhenAll(SubmitAsync(), KillAsync());
        turns.Run();
        Assert.True(work.IsCompleted, "somebody waits for what is not a turn");
        await work;
        NeverSent = book.View.Orders.Count(order => order.Reason?.StartsWith(OrderGateway.NeverSentPrefix, StringComparison.Ordinal) == true);
    }

    public void Dispose()
    {
        journal.Dispose();
        others.Dispose();
        book.Dispose();
    }

    public async ValueTask<BrokerAnswer> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken)
    {
        var isEntry = ticket.Side == OrderSide.Buy;
        if (stepped.Stored == KillMode.HaltAll || (stepped.Stored == KillMode.CloseOnly && isEntry))
        {
            Past.Add($"{ticket.ClientOrderId} began on {stepped.Stored.Word()}");
        }

        OnCloseOnly += stepped.Stored == KillMode.CloseOnly ? 1 : 0;
        var id = $"b{++sent}";
        await turns.TurnAsync();
        var order = new BrokerOrder(
            id, ticket.ClientOrderId, null, null, ticket.Symbol, ticket.Side, ticket.Type, ticket.TimeInForce, ticket.Quantity, Quantity.Zero, null, ticket.LimitPrice, ticket.StopPrice,
            BrokerOrderStatus.New, Clock.Now, Clock.Now, null, null, []);
        return new BrokerAnswer(BrokerAnswerKind.Accepted, order, null);
    }

    ValueTask<BrokerAnswer> IBroker.ReplaceAsync(string brokerOrderId, ReplaceTicket ticket, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<BrokerAnswer> IBroker.CancelAsync(string brokerOrderId, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<BrokerOrder?> IBroker.FindAsync(string clientOrderId, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<IReadOnlyList<BrokerOrder>> IBroker.OrdersAsync(Instant changedSince, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<IReadOnlyList<BrokerPosition>> IBroker.PositionsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<IReadOnlyList<BrokerFill>> IBroker.FillsAsync(Instant since, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<BrokerAccount> IBroker.AccountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<MarketClock> IBroker.ClockAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task SubmitAsync()
    {
        await gateway.SubmitAsync(Desk.Entry("BAC", shares: random.Next(1, 3)), Snapshot, default);
        await gateway.SubmitAsync(Desk.Sell(5, purpose: random.Next(2) == 0 ? OrderPurpose.Exit : OrderPurpose.ProtectiveStop), Snapshot, default);
    }

    // It comes somewhere between the first step of a submit and the last of the other.
    private async Task KillAsync()
    {
        for (var pause = random.Next(24); pause > 0; pause--)
        {
            await turns.TurnAsync();
        }

        await kill.EscalateAsync(random.Next(2) == 0 ? KillMode.CloseOnly : KillMode.HaltAll, KillSources.Http, "anna", "test", default);
        if (random.Next(4) == 0)
        {
            await kill.EscalateAsync(KillMode.HaltAll, KillSources.Drawdown, "risk", "test", default);
        }
    }
}

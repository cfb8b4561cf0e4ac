using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Embedded.Storage;
using Trading.Market;
using Trading.Orders;
using Trading.Risk;
using Trading.Risk.Drawdowns;
using Trading.Risk.Var;
using Trading.Time;

namespace Trading.Bench;

/// <summary>One decision at the door, all checks of an entry, without storage: 20 positions, 40 working legs, 10 working entries.</summary>
internal sealed class GatewayBenchmark : IBenchmark
{
    private const int Times = 20_000;
    private static readonly Instant Now = NewYork.At(BenchDesk.Day, new LocalTime(10, 30));
    private readonly PreTradeChecks checks = new();

    /// <inheritdoc/>
    public string Name => "gateway";

    /// <inheritdoc/>
    public void Prepare(string folder)
    {
    }

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(string folder)
    {
        using var held = StateFolderLock.Take(Path.Combine(folder, "state"));
        using var store = FileStore.Open(held, new BenchClock { Now = Now }, Durability.Process);
        using var book = new OrderBook(store, "bench");
        for (var i = 0; i < 70; i++)
        {
            book.ReserveAsync(OrderOf(i), default).GetAwaiter().GetResult();
        }

        var (view, desk, intent) = (book.View, Desk(), Intent());
        var milliseconds = Measure.Warm(() => Decide(view, desk, intent));
        yield return new Measurement(Name, "one decision, all checks of an entry, warm", milliseconds * 1000 / Times, "µs", 5);
        yield return new Measurement(Name, "decisions a second", Times / milliseconds * 1000, "1/s", null);
    }

    private void Decide(OrderBookView view, DeskSnapshot desk, OrderIntent intent)
    {
        for (var i = 0; i < Times; i++)
        {
            var decision = new Decision(intent, desk, view, BenchDesk.Wide, KillState.Off, new GateState(DryRun: false, Approved: true, AccountMode.Paper), Now);
            if (checks.Evaluate(ref decision) is { } block)
            {
                throw new InvalidOperationException(block.Sentence);
            }
        }
    }

    private static Symbol SymbolOf(int i) => Symbol.Parse($"S{i}");

    // 20 filled entries with two legs each, then 10 that work.
    private static Order OrderOf(int i)
    {
        var (symbol, leg) = i < 60 ? (SymbolOf(i / 3), i % 3) : (SymbolOf(i), 0);
        var id = $"20131007-swing-{symbol}-buy-1";
        return new Order
        {
            Id = leg == 0 ? id : OrderKeys.OfLeg(id, (BracketLeg)leg),
            Strategy = "swing",
            Symbol = symbol,
            Side = leg == 0 ? OrderSide.Buy : OrderSide.Sell,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.Gtc,
            Purpose = leg == 0 ? OrderPurpose.Entry : OrderPurpose.Exit,
            Quantity = new Quantity(10),
            LimitPrice = new Price(50m),
            ParentId = leg == 0 ? null : id,
            Leg = leg == 0 ? null : (BracketLeg)leg,
            Group = id,
            State = leg == 0 && i < 60 ? OrderState.Filled : OrderState.Submitted,
            Filled = leg == 0 && i < 60 ? new Quantity(10) : Quantity.Zero,
            TradingDate = BenchDesk.Day,
            CorrelationId = id,
            CreatedAt = Now - Duration.FromMinutes(30),
            SentAt = leg == 0 ? Now - Duration.FromMinutes(30) : null,
            UpdatedAt = Now - Duration.FromMinutes(20),
        };
    }

    private static DeskSnapshot Desk()
    {
        var returns = new ReturnTable(BenchDesk.Day);
        var random = new Random(1);
        for (var i = 0; i < 100; i++)
        {
            returns.Add(SymbolOf(i), [.. Enumerable.Range(0, DailyReturns.Sessions).Select(_ => (random.NextDouble() - 0.5) * 0.04)]);
        }

        return Reading() with { Marks = EquityMarks.Open(null, BenchDesk.Day, 100_000m, "bench"), Sectors = SectorMap.Empty, Returns = returns };
    }

    private static DeskSnapshot Reading() => new()
    {
        At = Now,
        Date = BenchDesk.Day,
        MarketOpen = true,
        WatchlistFresh = true,
        Account = new BrokerAccount(100_000m, 100_000m, 100_000m),
        Positions = [.. Enumerable.Range(0, 20).Select(i => new BrokerPosition(SymbolOf(i), 10, new Price(50m), 500m))],
        Quotes = new Dictionary<Symbol, Quote> { [SymbolOf(99)] = new(SymbolOf(99), new Price(50m), Now) },
    };

    private static OrderIntent Intent() => new()
    {
        TradingDate = BenchDesk.Day,
        Strategy = "swing",
        Symbol = SymbolOf(99),
        Side = OrderSide.Buy,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Gtc,
        Purpose = OrderPurpose.Entry,
        ReferencePrice = new Price(50m),
        CorrelationId = "bench",
        Reason = "bench",
        Parts =
        [
            new OrderPart("20131007-swing-S99-buy-1", new Quantity(10), new Price(50m), null, new Bracket(new Price(51m), new Price(48m))),
            new OrderPart("20131007-swing-S99-buy-2", new Quantity(10), new Price(50m), null, new Bracket(new Price(52m), new Price(48m))),
        ],
    };
}

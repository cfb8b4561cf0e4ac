using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;
using Trading.Risk;
using Trading.Scanning;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Execution;

/// <summary>What a cycle read of the world, and the candidates that may be entered.</summary>
/// <param name="Desk">The snapshot.</param>
/// <param name="OrdersKnown">Whether the broker's orders were read.</param>
/// <param name="Confirmed">The candidates whose boundary is confirmed, in the file's order.</param>
internal sealed record DeskReading(DeskSnapshot Desk, bool OrdersKnown, IReadOnlyList<Candidate> Confirmed);

/// <summary>
/// Reads the world for one cycle: four calls to the broker and two to the market, however many candidates. Orders are read before positions, so that a fill in between is
/// counted twice and not missed. A read that fails leaves its part unknown.
/// </summary>
internal sealed class DeskReader(IBroker broker, IMarketData market, OrderBook book, BrokerSync sync, FreshnessGate gate, RiskReader risk, TimeProvider clock)
{
    private static readonly Duration OldestQuote = Duration.FromMinutes(10);

    public async ValueTask<DeskReading> ReadAsync(Session session, bool mayEnter, CycleLog log, CancellationToken cancellationToken)
    {
        var clockState = await TryAsync("the market clock", () => broker.ClockAsync(cancellationToken), log).ConfigureAwait(false);
        var since = SinceWhen(session);
        var orders = await TryAsync("orders", () => broker.OrdersAsync(since, cancellationToken), log).ConfigureAwait(false);

        // After the orders were asked for, so that each order of ours among them has its row here: rows are reserved before the broker is called.
        await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (orders is not null)
        {
            await sync.AbsorbAsync(orders, cancellationToken).ConfigureAwait(false);
        }

        var desk = new DeskSnapshot
        {
            At = clock.Now(),
            Date = session.Date,
            MarketOpen = clockState?.IsOpen,
            Positions = await TryAsync("positions", () => broker.PositionsAsync(cancellationToken), log).ConfigureAwait(false),
            Account = await TryAsync("the account", () => broker.AccountAsync(cancellationToken), log).ConfigureAwait(false),
        };
        desk = await risk.WatchAsync(desk, log.Fault, cancellationToken).ConfigureAwait(false);
        if (!mayEnter)
        {
            return new DeskReading(await WithQuotesAsync(desk, [], session, log, cancellationToken).ConfigureAwait(false), orders is not null, []);
        }

        var verdict = await gate.CheckAsync(session.Date, cancellationToken).ConfigureAwait(false);
        desk = desk with { WatchlistFresh = verdict.Fresh, WatchlistReason = verdict.Sentence };
        log.Candidates = verdict.Candidates.Count;
        var confirmed = await ConfirmedAsync(verdict.Candidates, desk, session, log, cancellationToken).ConfigureAwait(false);
        desk = await WithQuotesAsync(desk, confirmed, session, log, cancellationToken).ConfigureAwait(false);
        if (confirmed.Count > 0 || book.View.OpenBuys.Length > 0)
        {
            desk = await risk.PrepareAsync(desk, book.View, verdict.Candidates, confirmed, log.Fault, cancellationToken).ConfigureAwait(false);
        }

        return new DeskReading(desk, orders is not null, confirmed);
    }

    // All that changed today, and whatever our oldest working order has been waiting for.
    private Instant SinceWhen(Session session)
    {
        var since = NewYork.StartOf(session.Date);
        foreach (var order in book.View.Open)
        {
            since = Instant.Min(since, order.UpdatedAt);
        }

        return since;
    }

    private async ValueTask<IReadOnlyList<Candidate>> ConfirmedAsync(
        IReadOnlyList<Candidate> candidates, DeskSnapshot desk, Session session, CycleLog log, CancellationToken cancellationToken)
    {
        var free = Free(candidates, desk);
        if (free.Count == 0)
        {
            return free;
        }

        var symbols = free.ConvertAll(candidate => candidate.Symbol);
        var minutes = await TryAsync("minutes", () => market.MinutesAsync(symbols, session.Date, cancellationToken), log).ConfigureAwait(false);
        var now = clock.Now();
        free.RemoveAll(candidate =>
            minutes is null || !minutes.TryGetValue(candidate.Symbol, out var bars) || !BoundaryConfirmation.IsConfirmed(bars, session.Open, now, candidate.EntryLevel));
        log.Confirmed = free.Count;
        return free;
    }

    // What is held or worked on is not looked at again: it would be refused at the door each cycle.
    private List<Candidate> Free(IReadOnlyList<Candidate> candidates, DeskSnapshot desk)
    {
        var busy = new HashSet<Symbol>();
        foreach (var order in book.View.Open)
        {
            busy.Add(order.Symbol);
        }

        foreach (var position in desk.Positions ?? [])
        {
            busy.Add(position.Symbol);
        }

        var free = new List<Candidate>(candidates.Count);
        foreach (var candidate in candidates)
        {
            if (busy.Add(candidate.Symbol))
            {
                free.Add(candidate);
            }
        }

        return free;
    }

    private async ValueTask<DeskSnapshot> WithQuotesAsync(
        DeskSnapshot desk, IReadOnlyList<Candidate> confirmed, Session session, CycleLog log, CancellationToken cancellationToken)
    {
        var symbols = new SortedSet<Symbol>(book.View.OwnedSymbols);
        foreach (var candidate in confirmed)
        {
            symbols.Add(candidate.Symbol);
        }

        foreach (var order in book.View.Open)
        {
            symbols.Add(order.Symbol);
        }

        if (symbols.Count == 0)
        {
            return desk;
        }

        var quotes = await TryAsync("quotes", () => market.QuotesAsync(symbols, cancellationToken), log).ConfigureAwait(false);
        return quotes is null ? desk : desk with { Quotes = Fresh(quotes, session) };
    }

    // Yesterday's close, or a price from before a halt, is not a price to trade on.
    private Dictionary<Symbol, Quote> Fresh(IReadOnlyDictionary<Symbol, Quote> quotes, Session session)
    {
        var oldest = Instant.Max(session.Open, clock.Now() - OldestQuote);
        var fresh = new Dictionary<Symbol, Quote>(quotes.Count);
        foreach (var (symbol, quote) in quotes)
        {
            if (quote.At >= oldest)
            {
                fresh[symbol] = quote;
            }
        }

        return fresh;
    }

    private static async ValueTask<T?> TryAsync<T>(string what, Func<ValueTask<T>> read, CycleLog log)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is BrokerException or MarketDataException)
        {
            log.Fault($"{what} could not be read: {fault.Message}");
            return null;
        }
    }
}

using NodaTime;
using Trading.Brokers;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Storage;
using Trading.Time;

namespace Trading.Embedded.Broker;

/// <summary>
/// A paper account on a simulated exchange that matches orders on minute bars, by the rules that Alpaca documents for its own: brackets with held
/// legs, one cancels other, replaces, day and good-till-canceled orders, buying power, regulatory fees. Each call first plays the minutes that have
/// ended since the last one. All state is in records, all ids are counted, so the same calls at the same instants give the same account.
/// Where a replaced order was filled in part, its replacement asks for the rest only and counts its own fills from zero. Safe for concurrent callers.
/// </summary>
public sealed class SimulatedBroker : IBroker, IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly TimeProvider clock;
    private readonly ExchangeCalendar calendar;
    private readonly SimulatedBrokerOptions options;
    private readonly SimPrices prices;
    private readonly SimStore store;
    private readonly SimBook book = new();
    private readonly SimExchange exchange;
    private readonly SimDesk desk;
    private SimAccount? account;

    /// <summary>An account over <paramref name="state"/>; it is loaded, or opened with the starting cash, at the first call.</summary>
    /// <param name="bars">All bars, the future's too; only minutes that have ended by the clock are used.</param>
    /// <param name="state">Where the account is kept.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="calendar">The exchange's sessions.</param>
    /// <param name="options">The account's terms.</param>
    public SimulatedBroker(IBarSource bars, IRecords state, TimeProvider clock, ExchangeCalendar calendar, SimulatedBrokerOptions options)
    {
        (this.clock, this.calendar, this.options) = (clock, calendar, options);
        prices = new SimPrices(bars, calendar);
        store = new SimStore(state, options.Account);
        exchange = new SimExchange(book, prices, calendar, options);
        desk = new SimDesk(book, new SimRules(book, now => AccountAt(now).BuyingPower), prices, calendar, options);
    }

    /// <inheritdoc/>
    public string Account => options.Account;

    /// <inheritdoc/>
    public BrokerVenue Venue => BrokerVenue.InProcess;

    /// <summary>Plays all minutes that have ended by <paramref name="now"/>. Every other call does so by itself, up to the clock's present.</summary>
    /// <exception cref="BrokerException">The account's records or the bars could not be read or written.</exception>
    public async ValueTask AdvanceToAsync(Instant now, CancellationToken cancellationToken) =>
        await RunAsync(now, _ => true, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<BrokerAnswer> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken) =>
        RunAsync(clock.Now(), now => desk.Submit(ticket, now), cancellationToken);

    /// <summary>Sends an order as somebody would by hand at the broker's own page: the client order id is of the broker's making.</summary>
    public ValueTask<BrokerAnswer> PlaceExternalAsync(OrderTicket ticket, CancellationToken cancellationToken) =>
        RunAsync(clock.Now(), now => desk.Submit(ticket with { ClientOrderId = SimOrder.IdOf(book.NextNumber) }, now), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BrokerAnswer> ReplaceAsync(string brokerOrderId, ReplaceTicket ticket, CancellationToken cancellationToken) =>
        RunAsync(clock.Now(), now => desk.Replace(brokerOrderId, ticket, now), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BrokerAnswer> CancelAsync(string brokerOrderId, CancellationToken cancellationToken) =>
        RunAsync(clock.Now(), now => desk.Cancel(brokerOrderId, now), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BrokerOrder?> FindAsync(string clientOrderId, CancellationToken cancellationToken) =>
        RunAsync(clock.Now(), _ => book.FindClient(clientOrderId) is { } order ? book.View(order) : null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BrokerOrder>> OrdersAsync(Instant changedSince, CancellationToken cancellationToken) =>
        RunAsync(clock.Now(), _ => book.View(changedSince), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<BrokerPosition>>(clock.Now(), now => [.. book.Holdings.Positions.Select(held => PositionAt(held.Key, held.Value, now))], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BrokerFill>> FillsAsync(Instant since, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<BrokerFill>>(clock.Now(), _ => book.Fills[(book.Fills.FindLastIndex(fill => fill.At < since) + 1)..], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BrokerAccount> AccountAsync(CancellationToken cancellationToken) => RunAsync(clock.Now(), AccountAt, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<MarketClock> ClockAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var today = NewYork.DateOf(now);
        var session = calendar.OpenAt(now);
        var next = calendar.SessionOn(today) is { } here && now < here.Open ? here : calendar.Next(today);
        return ValueTask.FromResult(new MarketClock(session is not null, next.Open, (session ?? next).Close));
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    /// <summary>
    /// Work at the broker's own counter, after the minutes that have ended were played, and saved before it answers: for what puts this account
    /// behind another form of the broker's door, and for nobody who trades.
    /// </summary>
    internal ValueTask<T> AtDeskAsync<T>(Func<SimBook, SimDesk, Instant, T> work, CancellationToken cancellationToken) =>
        RunAsync(clock.Now(), now => work(book, desk, now), cancellationToken);

    /// <summary>Up to when the market has been played; null when the account has not been opened.</summary>
    internal async ValueTask<Instant?> PlayedThroughAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            account ??= await store.LoadAsync(book, cancellationToken).ConfigureAwait(false);
            return account?.PlayedThrough;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The next fill that would be larger takes so many shares and leaves the rest working; may be said several times ahead.</summary>
    internal void CutNextFill(Quantity most) => exchange.CutNextFill(most);

    /// <summary>Fills are as large as the minutes let them be.</summary>
    internal void CutNoMoreFills() => exchange.CutNoMoreFills();

    private BrokerPosition PositionAt(Symbol symbol, (Quantity Quantity, decimal Average) held, Instant now)
    {
        var average = new Price(decimal.Round(held.Average, 6));
        return new BrokerPosition(symbol, held.Quantity.Value, average, (prices.Last(symbol, now) ?? average) * held.Quantity);
    }

    private BrokerAccount AccountAt(Instant now)
    {
        var cash = book.Holdings.Cash;
        var value = book.Holdings.Positions.Sum(held => PositionAt(held.Key, held.Value, now).MarketValue);
        var equity = cash + value;
        return new BrokerAccount(equity, cash, decimal.Max(0, (equity * options.Multiplier) - value - book.Reserved()));
    }

    /// <summary>Plays the market up to <paramref name="now"/>, does the work, and saves both.</summary>
    private async ValueTask<T> RunAsync<T>(Instant now, Func<Instant, T> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            account ??= await OpenAsync(now, cancellationToken).ConfigureAwait(false);
            if (now > account.PlayedThrough)
            {
                exchange.Advance(account.PlayedThrough, now);
                account = account with { PlayedThrough = now };
            }

            var answer = work(now);
            await SaveAsync(account, cancellationToken).ConfigureAwait(false);
            return answer;
        }
        catch (Exception cause) when (cause is StorageException or MarketDataException)
        {
            throw new BrokerException($"the simulated broker could not answer: {cause.Message}", cause);
        }
        finally
        {
            gate.Release();
        }
    }

    // What could not be saved now is saved with the next call: whether the order exists is not known until then.
    private async Task SaveAsync(SimAccount present, CancellationToken cancellationToken)
    {
        try
        {
            await store.SaveAsync(book, present, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException cause)
        {
            throw new BrokerUnclearException($"the simulated broker could not keep its state: {cause.Message}", cause);
        }
    }

    private async Task<SimAccount> OpenAsync(Instant now, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(book, cancellationToken).ConfigureAwait(false) is { } saved)
        {
            return saved;
        }

        book.Holdings.Cash = options.StartingCash;
        book.Unsaved.AddAccount();
        return new SimAccount(options.StartingCash, now);
    }
}

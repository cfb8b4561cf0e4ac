using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Broker;

/// <summary>An account at Alpaca. Every answer is the broker's own and fresh; a write goes out once.</summary>
internal sealed class AlpacaBroker(Api.IAlpacaTradingClient client, string account, BrokerVenue venue, TimeProvider clock) : IBroker
{
    private readonly OrderListing orders = new(client, clock);
    private readonly FillListing fills = new(client);

    /// <inheritdoc/>
    public string Account => account;

    /// <inheritdoc/>
    public BrokerVenue Venue => venue;

    /// <inheritdoc/>
    public ValueTask<BrokerAnswer> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken) => BrokerCalls.WriteAsync(
        $"order {ticket.ClientOrderId}",
        async () => Read(await client.PostOrderAsync(OrderSender.Request(ticket), cancellationToken).ConfigureAwait(false)),
        async () => new BrokerAnswer(BrokerAnswerKind.Duplicate, await FindAsync(ticket.ClientOrderId, cancellationToken).ConfigureAwait(false), null),
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BrokerAnswer> ReplaceAsync(string brokerOrderId, ReplaceTicket ticket, CancellationToken cancellationToken) => IdOf(brokerOrderId) is { } id
        ? BrokerCalls.WriteAsync(
            $"the replacement {ticket.ClientOrderId}",
            async () => Read(await client.PatchOrderAsync(OrderSender.Request(id, ticket), cancellationToken).ConfigureAwait(false)),
            () => ReplacedBeforeAsync(id, ticket.ClientOrderId, cancellationToken),
            cancellationToken)
        : ValueTask.FromResult(NoSuchOrder(brokerOrderId));

    /// <inheritdoc/>
    public async ValueTask<BrokerAnswer> CancelAsync(string brokerOrderId, CancellationToken cancellationToken)
    {
        if (IdOf(brokerOrderId) is not { } id)
        {
            return NoSuchOrder(brokerOrderId);
        }

        var answer = await BrokerCalls.WriteAsync(
            $"the cancel of {brokerOrderId}",
            async () => await client.CancelOrderAsync(id, cancellationToken).ConfigureAwait(false) ? null : throw new InvalidOperationException("the broker did not confirm it"),
            () => ValueTask.FromResult(NoSuchOrder(brokerOrderId)),
            cancellationToken).ConfigureAwait(false);
        return answer.Kind == BrokerAnswerKind.Accepted ? answer with { Order = await LookAsync(id, cancellationToken).ConfigureAwait(false) } : answer;
    }

    /// <inheritdoc/>
    public async ValueTask<BrokerOrder?> FindAsync(string clientOrderId, CancellationToken cancellationToken)
    {
        if (await TakenAsync(clientOrderId, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        // Only a list rolls up the legs for certain.
        var whole = found.Legs.Count > 0 ? found : await orders.WholeAsync(found, cancellationToken).ConfigureAwait(false) ?? found;
        var all = new List<Api.IOrder> { whole };
        foreach (var leg in whole.Legs)
        {
            await AddReplacementsAsync(leg, all, cancellationToken).ConfigureAwait(false);
        }

        var id = OrderReader.IdOf(whole.OrderId);
        return BracketNesting.Arrange(all).Single(order => order.Id == id);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BrokerOrder>> OrdersAsync(Instant changedSince, CancellationToken cancellationToken) => orders.ChangedAsync(changedSince, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellationToken) => BrokerCalls.ReadAsync<IReadOnlyList<BrokerPosition>>(
        "positions", async () => [.. (await client.ListPositionsAsync(cancellationToken).ConfigureAwait(false)).Select(Read)], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BrokerFill>> FillsAsync(Instant since, CancellationToken cancellationToken) => fills.SinceAsync(since, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BrokerAccount> AccountAsync(CancellationToken cancellationToken) =>
        BrokerCalls.ReadAsync("the account", async () => Read(await client.GetAccountAsync(cancellationToken).ConfigureAwait(false)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<MarketClock> ClockAsync(CancellationToken cancellationToken) => BrokerCalls.ReadAsync(
        "the market clock",
        async () =>
        {
            var told = await client.GetClockAsync(cancellationToken).ConfigureAwait(false);
            return new MarketClock(told.IsOpen, OrderReader.At(told.NextOpenUtc)!.Value, OrderReader.At(told.NextCloseUtc)!.Value);
        },
        cancellationToken);

    private static Guid? IdOf(string brokerOrderId) => Guid.TryParseExact(brokerOrderId, "D", out var id) ? id : null;

    private static BrokerAnswer NoSuchOrder(string brokerOrderId) => new(BrokerAnswerKind.Rejected, null, $"order not found for {brokerOrderId}");

    private static BrokerOrder Read(Api.IOrder order) => BracketNesting.Arrange([order])[0];

    private static BrokerPosition Read(Api.IPosition held)
    {
        var symbol = OrderReader.SymbolOf(held.Symbol);

        // A side that is not told reads as long: the quantity's sign tells as well.
        var sign = held.Side == Api.PositionSide.Short || held.Quantity < 0 ? -1 : 1;
        var (quantity, price) = (sign * decimal.Abs(held.Quantity), new Price(held.AverageEntryPrice));

        // Before the first trade of the day there may be no market value: what was paid is the nearest thing to it.
        return new BrokerPosition(symbol, quantity, price, sign * decimal.Abs(held.MarketValue ?? held.CostBasis));
    }

    private static BrokerAccount Read(Api.IAccount told) => told is { Equity: { } equity, BuyingPower: { } power }
        ? new BrokerAccount(equity, told.TradableCash, power)
        : throw new BrokerException("the broker gave the account no equity or no buying power");

    private ValueTask<Api.IOrder?> TakenAsync(string clientOrderId, CancellationToken cancellationToken) =>
        BrokerCalls.FindAsync($"order {clientOrderId}", () => client.GetOrderAsync(clientOrderId, cancellationToken), cancellationToken);

    private ValueTask<Api.IOrder?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        BrokerCalls.FindAsync($"order {id}", () => client.GetOrderAsync(id, cancellationToken), cancellationToken);

    private async ValueTask AddReplacementsAsync(Api.IOrder leg, List<Api.IOrder> all, CancellationToken cancellationToken)
    {
        while (leg.ReplacedByOrderId is { } next && await GetAsync(next, cancellationToken).ConfigureAwait(false) is { } found)
        {
            all.Add(leg = found);
        }
    }

    // The id may be taken by the same replacement, sent before, or by another order.
    private async ValueTask<BrokerAnswer> ReplacedBeforeAsync(Guid old, string clientOrderId, CancellationToken cancellationToken) =>
        await TakenAsync(clientOrderId, cancellationToken).ConfigureAwait(false) is { } taken && taken.ReplacesOrderId == old
            ? new BrokerAnswer(BrokerAnswerKind.Duplicate, Read(taken), null)
            : new BrokerAnswer(BrokerAnswerKind.Rejected, null, "client_order_id must be unique");

    // The cancel is taken whatever this look comes to; without it the next reconcile tells.
    private async ValueTask<BrokerOrder?> LookAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(id, cancellationToken).ConfigureAwait(false) is { } order ? Read(order) : null;
        }
        catch (BrokerException)
        {
            return null;
        }
    }
}

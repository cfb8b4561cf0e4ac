using System.Text.Json;
using NodaTime;
using Trading.Journal;
using Trading.Orders;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Inquiry.States;

/// <summary>Makes the order book again from the journal's words, in their order: what an order is, from its first event; how far it came, from all of them. Pure.</summary>
internal sealed class OrderFold
{
    private readonly Dictionary<string, Order> orders = new(StringComparer.Ordinal);

    /// <summary>The orders by id.</summary>
    public IReadOnlyDictionary<string, Order> Orders => orders;

    /// <summary>The kinds of events that change an order.</summary>
    public static string[] Kinds { get; } =
    [
        "order-reserved", "order-dry-run", "order-submitted", "order-adopted", "order-replaced", "order-rejected", "order-unknown", "order-changed", "order-external",
    ];

    /// <summary>Takes in one event.</summary>
    /// <exception cref="StorageException">Its data is not that of an order.</exception>
    public void Take(JournalEvent one)
    {
        var told = Read(one);
        orders[told.Id] = orders.TryGetValue(told.Id, out var known) ? Merge(known, told, one.At) : Create(told, one);
        foreach (var leg in told.Legs ?? [])
        {
            TakeLeg(orders[told.Id], leg, one.At);
        }

        if (one.Kind is "order-submitted" or "order-adopted" or "order-replaced" && told.Replaces is { } replaced && orders.TryGetValue(replaced, out var target))
        {
            orders[replaced] = OrderStateMachine.Move(target, OrderState.Replaced, null, one.At);
        }
    }

    /// <summary>An order with the progress that <paramref name="told"/> adds: never a step back, as in <see cref="OrderStateMachine"/>.</summary>
    private static Order Merge(Order order, ToldOrder told, Instant at)
    {
        var state = told.To ?? told.State ?? order.State;
        var lives = order.State == OrderState.Rejected && order.BrokerOrderId is null && told.BrokerOrderId is not null;
        var isStep = lives || OrderStateMachine.CanMove(order.State, state);
        var more = told.Filled > order.Filled;
        return order with
        {
            State = isStep ? state : order.State,
            Quantity = isStep && !told.Quantity.IsZero ? told.Quantity : order.Quantity,
            BrokerOrderId = order.BrokerOrderId ?? told.BrokerOrderId,
            Filled = more ? told.Filled : order.Filled,
            FilledFrom = more ? order.FilledFrom ?? at : order.FilledFrom,
            AverageFillPrice = more ? told.AveragePrice : order.AverageFillPrice ?? told.AveragePrice,
            Reason = isStep ? told.Reason : order.Reason,
            UpdatedAt = at,
        };
    }

    private static ToldOrder Read(JournalEvent one)
    {
        try
        {
            return one.Data.Deserialize<ToldOrder>(TradingJson.Options) is { Id.Length: > 0 } told ? told : throw new StorageException($"event {one.Sequence} ({one.Kind}) names no order");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"event {one.Sequence} ({one.Kind}) cannot be read as an order: {fault.Message}", fault);
        }
    }

    private Order Create(ToldOrder told, JournalEvent one)
    {
        var isExternal = one.Kind == "order-external" || told.Id.StartsWith(OrderKeys.OfExternal(string.Empty), StringComparison.Ordinal);
        var parent = told.ParentId is { } parentId ? orders.GetValueOrDefault(parentId) : null;
        var isSent = one.Kind is not ("order-dry-run" or "order-changed" or "order-external");
        return Blank(told, one.Correlation, one.At) with
        {
            Strategy = told.Strategy ?? (isExternal ? OrderKeys.External : parent?.Strategy ?? OrderKeys.External),
            Group = told.Group ?? (isExternal ? null : parent?.Group),
            TradingDate = told.TradingDate ?? ClientOrderId.TryParse(told.Id)?.Date ?? parent?.TradingDate ?? NewYork.DateOf(one.At),
            SentAt = isSent ? one.At : null,
            IsExternal = isExternal,
        };
    }

    private void TakeLeg(Order parent, ToldOrder leg, Instant at)
    {
        var told = leg with
        {
            ParentId = parent.Id,
            Symbol = parent.Symbol,
            Side = parent.Side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy,
            Purpose = leg.Leg == BracketLeg.TakeProfit ? OrderPurpose.Exit : OrderPurpose.ProtectiveStop,
        };
        orders[leg.Id] = orders.TryGetValue(leg.Id, out var known)
            ? Merge(known, told, at)
            : Blank(told, parent.CorrelationId, at) with { Strategy = parent.Strategy, Group = parent.Group, TradingDate = parent.TradingDate };
    }

    private static Order Blank(ToldOrder told, string correlation, Instant at) => new()
    {
        Id = told.Id,
        Strategy = told.Strategy ?? OrderKeys.External,
        Symbol = told.Symbol,
        Side = told.Side,
        Type = told.Type ?? TypeOf(told),
        TimeInForce = told.TimeInForce ?? TimeInForce.Gtc,
        Purpose = told.Purpose,
        Quantity = told.Quantity,
        LimitPrice = told.Limit,
        StopPrice = told.Stop,
        Bracket = told.Bracket,
        ParentId = told.ParentId,
        Leg = told.Leg,
        Replaces = told.Replaces,
        State = told.To ?? told.State ?? OrderState.Unknown,
        BrokerOrderId = told.BrokerOrderId,
        Filled = told.Filled,
        FilledFrom = told.Filled.IsZero ? null : at,
        AverageFillPrice = told.AveragePrice,
        ReferencePrice = told.Reference,
        TradingDate = NewYork.DateOf(at),
        CorrelationId = correlation,
        Reason = told.Reason,
        CreatedAt = at,
        UpdatedAt = at,
    };

    private static OrderType TypeOf(ToldOrder told) => told.Stop is not null ? OrderType.Stop : told.Limit is not null ? OrderType.Limit : OrderType.Market;
}

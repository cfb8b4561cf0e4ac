using NodaTime;
using Trading.Market;
using Trading.Orders;

namespace Trading.Operations.Inquiry.States;

/// <summary>An order, or a change of one, as an event of the journal tells it; what an event of that kind does not carry is null.</summary>
internal sealed record ToldOrder
{
    public string Id { get; init; } = string.Empty;

    public string? Group { get; init; }

    public string? ParentId { get; init; }

    public BracketLeg? Leg { get; init; }

    public string? Replaces { get; init; }

    public string? BrokerOrderId { get; init; }

    public string? Strategy { get; init; }

    public Symbol Symbol { get; init; }

    public OrderSide Side { get; init; }

    public OrderType? Type { get; init; }

    public TimeInForce? TimeInForce { get; init; }

    public OrderPurpose Purpose { get; init; }

    public Quantity Quantity { get; init; }

    public Price? Limit { get; init; }

    public Price? Stop { get; init; }

    public Bracket? Bracket { get; init; }

    public Price? Reference { get; init; }

    public OrderState? State { get; init; }

    public OrderState? To { get; init; }

    public Quantity Filled { get; init; }

    public Price? AveragePrice { get; init; }

    public string? Reason { get; init; }

    public LocalDate? TradingDate { get; init; }

    public IReadOnlyList<ToldOrder>? Legs { get; init; }
}

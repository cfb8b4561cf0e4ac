using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using Trading.Journal;
using Trading.Market;
using Trading.Operations.Invariants;
using Trading.Orders;

namespace Trading.Operations.Inquiry.Lists;

/// <summary>An order as lists show it: one of the book, or one that was refused at the door and never became one.</summary>
public sealed record OrderLine
{
    /// <summary>The state of a line that was refused at the door.</summary>
    public const string Blocked = "Blocked";

    /// <summary>The order's id; of a refused one, the id it would have had.</summary>
    public required string Id { get; init; }

    /// <summary>The strategy, or "external".</summary>
    public required string Strategy { get; init; }

    /// <summary>The symbol.</summary>
    public required Symbol Symbol { get; init; }

    /// <summary>The side.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>What it is for.</summary>
    public required OrderPurpose Purpose { get; init; }

    /// <summary>An <see cref="OrderState"/> by name, or <see cref="Blocked"/>.</summary>
    public required string State { get; init; }

    /// <summary>Of a refused one: the code of the check.</summary>
    public string? Code { get; init; }

    /// <summary>Why it was made, why it ended as it did, or why it was refused.</summary>
    public string? Reason { get; init; }

    /// <summary>How it is priced; null for a refused one.</summary>
    public OrderType? Type { get; init; }

    /// <summary>How long it works; null for a refused one.</summary>
    public TimeInForce? TimeInForce { get; init; }

    /// <summary>Shares asked for; of a refused entry, those of all its parts.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Shares filled.</summary>
    public Quantity Filled { get; init; }

    /// <summary>Shares that can still trade.</summary>
    public Quantity Remaining { get; init; }

    /// <summary>The average price of the filled shares, dollars.</summary>
    public Price? AverageFillPrice { get; init; }

    /// <summary>The limit price, dollars.</summary>
    public Price? LimitPrice { get; init; }

    /// <summary>The stop price, dollars.</summary>
    public Price? StopPrice { get; init; }

    /// <summary>The exits beside an entry.</summary>
    public Bracket? Bracket { get; init; }

    /// <summary>The price the decision was made at, dollars.</summary>
    public Price? ReferencePrice { get; init; }

    /// <summary>Of a leg or an exit: its entry.</summary>
    public string? ParentId { get; init; }

    /// <summary>Of a leg: which.</summary>
    public BracketLeg? Leg { get; init; }

    /// <summary>The order whose place it took.</summary>
    public string? Replaces { get; init; }

    /// <summary>The decision it is part of.</summary>
    public string? Group { get; init; }

    /// <summary>The broker's id.</summary>
    public string? BrokerOrderId { get; init; }

    /// <summary>The chain it belongs to.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The trading date of the decision, New York.</summary>
    public required LocalDate TradingDate { get; init; }

    /// <summary>When it entered the book, or was refused first on its date, UTC.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public Instant? SentAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required Instant UpdatedAt { get; init; }

    /// <summary>Not ours.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Whether it can still trade, as far as we know.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Its place in a list with the newest first: no two lines share it, and it falls from line to line in ordinal order.</summary>
    [JsonIgnore]
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.ToUnixTimeTicks():D19}:{Id}:{Code}:{Purpose}");

    /// <summary>An order of the book.</summary>
    public static OrderLine Of(Order order) => new()
    {
        Id = order.Id,
        Strategy = order.Strategy,
        Symbol = order.Symbol,
        Side = order.Side,
        Purpose = order.Purpose,
        State = order.State.ToString(),
        Reason = order.Reason,
        Type = order.Type,
        TimeInForce = order.TimeInForce,
        Quantity = order.Quantity,
        Filled = order.Filled,
        Remaining = order.Remaining,
        AverageFillPrice = order.AverageFillPrice,
        LimitPrice = order.LimitPrice,
        StopPrice = order.StopPrice,
        Bracket = order.Bracket,
        ReferencePrice = order.ReferencePrice,
        ParentId = order.ParentId,
        Leg = order.Leg,
        Replaces = order.Replaces,
        Group = order.Group,
        BrokerOrderId = order.BrokerOrderId,
        CorrelationId = order.CorrelationId,
        TradingDate = order.TradingDate,
        CreatedAt = order.CreatedAt,
        SentAt = order.SentAt,
        UpdatedAt = order.UpdatedAt,
        IsExternal = order.IsExternal,
        IsOpen = order.IsOpen,
    };

    /// <summary>The journal's word of a refusal; null when it names no symbol.</summary>
    internal static OrderLine? OfRefusal(JournalEvent one, LocalDate date) => !Symbol.TryParse(one.Text("symbol"), out var symbol) ? null : new OrderLine
    {
        Id = Refusal.IdOf(one),
        Strategy = one.Text("strategy") ?? string.Empty,
        Symbol = symbol,
        Side = Enum.TryParse<OrderSide>(one.Text("side"), out var side) ? side : OrderSide.Buy,
        Purpose = Enum.TryParse<OrderPurpose>(one.Text("purpose"), out var purpose) ? purpose : OrderPurpose.Entry,
        State = Blocked,
        Code = one.Text("code"),
        Reason = one.Text("sentence"),
        Quantity = new Quantity(Refusal.SharesOf(one)),
        Replaces = one.Text("replaces"),
        CorrelationId = one.Correlation,
        TradingDate = date,
        CreatedAt = one.At,
        UpdatedAt = one.At,
    };
}

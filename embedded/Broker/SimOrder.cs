using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Embedded.Broker;

/// <summary>An order on the simulated exchange, as it is kept in a record. What is filled is not kept here: the fills say it.</summary>
internal sealed class SimOrder
{
    /// <summary>1 for the account's first order, then rising.</summary>
    public required int Number { get; init; }

    public required string ClientOrderId { get; init; }

    public string? ParentId { get; set; }

    public BracketLeg? Leg { get; init; }

    public required Symbol Symbol { get; init; }

    public required OrderSide Side { get; init; }

    public required OrderType Type { get; init; }

    public required TimeInForce TimeInForce { get; init; }

    public required Quantity Quantity { get; set; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    public required BrokerOrderStatus Status { get; set; }

    public required Instant SubmittedAt { get; init; }

    public required Instant UpdatedAt { get; set; }

    /// <summary>Only minutes that begin here or later can match.</summary>
    public required Instant WorksFrom { get; set; }

    /// <summary>The close at which a day order ends.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Of a stop: its price has traded, so that it works as a market order.</summary>
    public bool Triggered { get; set; }

    /// <summary>Of a buy: the dollars a share that its open part reserves.</summary>
    public decimal ReservePrice { get; init; }

    public string? Replaces { get; init; }

    public string? ReplacedBy { get; set; }

    public string? Reason { get; set; }

    [JsonIgnore]
    public string Id => IdOf(Number);

    [JsonIgnore]
    public Quantity Filled { get; private set; }

    /// <summary>Dollars of the filled shares.</summary>
    [JsonIgnore]
    public decimal Cost { get; private set; }

    [JsonIgnore]
    public int Fills { get; private set; }

    [JsonIgnore]
    public bool IsOpen => Status is BrokerOrderStatus.New or BrokerOrderStatus.Accepted or BrokerOrderStatus.Held or BrokerOrderStatus.PartiallyFilled;

    [JsonIgnore]
    public bool IsHeld => Status == BrokerOrderStatus.Held;

    [JsonIgnore]
    public Quantity Remaining => IsOpen ? Quantity.LessAtMost(Filled) : Quantity.Zero;

    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"sim-{number:000000}");

    /// <summary>Counts a fill, and takes the status that follows.</summary>
    public void Count(BrokerFill fill)
    {
        Fills++;
        Filled += fill.Quantity;
        Cost += fill.Price * fill.Quantity;
        Triggered |= Type == OrderType.Stop;
        WorksFrom = Instant.Max(WorksFrom, fill.At);
        if (IsOpen)
        {
            Status = Filled >= Quantity ? BrokerOrderStatus.Filled : BrokerOrderStatus.PartiallyFilled;
            UpdatedAt = Instant.Max(UpdatedAt, fill.At);
        }
    }

    public BrokerOrder ToBrokerOrder(IReadOnlyList<BrokerOrder> legs) => new(
        Id,
        ClientOrderId,
        ParentId,
        Leg,
        Symbol,
        Side,
        Type,
        TimeInForce,
        Quantity,
        Filled,
        Filled.IsZero ? null : new Price(decimal.Round(Cost / Filled.Value, 6)),
        LimitPrice,
        StopPrice,
        Status,
        SubmittedAt,
        UpdatedAt,
        ReplacedBy,
        Reason,
        legs);
}

using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Trading.Tests.Adapters;

/// <summary>An order as the broker writes it.</summary>
internal sealed record OrderJson(string Id, string ClientId)
{
    public string Symbol { get; init; } = "AIG";

    public string Side { get; init; } = "buy";

    public string Type { get; init; } = "market";

    public string Duration { get; init; } = "gtc";

    public string Quantity { get; init; } = "10";

    public string Filled { get; init; } = "0";

    public string? Average { get; init; }

    public string? Limit { get; init; }

    public string? Stop { get; init; }

    public string Status { get; init; } = "new";

    public Instant Submitted { get; init; } = Instant.FromUtc(2026, 3, 2, 15, 0);

    public Instant? Updated { get; init; }

    public string? Replaces { get; init; }

    public string? ReplacedBy { get; init; }

    public IReadOnlyList<OrderJson> Legs { get; init; } = [];

    /// <summary>An id from a number.</summary>
    public static string IdOf(int number) => $"00000000-0000-4000-8000-{number.ToString("D12", CultureInfo.InvariantCulture)}";

    public static string List(IEnumerable<OrderJson> orders) => $"[{string.Join(",", orders)}]";

    /// <summary>A bracket whose entry has filled: the broker keeps the stop held while the target works.</summary>
    public static OrderJson Bracket(int number, string clientId, Instant submitted) => new(IdOf(number), clientId)
    {
        Status = "filled",
        Filled = "10",
        Average = "50.01",
        Submitted = submitted,
        Legs =
        [
            new OrderJson(IdOf(number + 1), $"leg-{number + 1}") { Side = "sell", Type = "limit", Limit = "55", Submitted = submitted },
            new OrderJson(IdOf(number + 2), $"leg-{number + 2}") { Side = "sell", Type = "stop", Stop = "45", Status = "held", Submitted = submitted },
        ],
    };

    public override string ToString() => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["id"] = Id,
        ["client_order_id"] = ClientId,
        ["created_at"] = At(Submitted),
        ["updated_at"] = At(Updated ?? Submitted),
        ["submitted_at"] = At(Submitted),
        ["asset_id"] = IdOf(999),
        ["symbol"] = Symbol,
        ["asset_class"] = "us_equity",
        ["qty"] = Quantity,
        ["filled_qty"] = Filled,
        ["filled_avg_price"] = Average,
        ["order_class"] = Legs.Count > 0 ? "bracket" : string.Empty,
        ["type"] = Type,
        ["side"] = Side,
        ["time_in_force"] = Duration,
        ["limit_price"] = Limit,
        ["stop_price"] = Stop,
        ["status"] = Status,
        ["replaces"] = Replaces,
        ["replaced_by"] = ReplacedBy,
        ["legs"] = Legs.Count == 0 ? null : Legs.Select(leg => JsonSerializer.Deserialize<JsonElement>(leg.ToString())).ToArray(),
    });

    private static string At(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}

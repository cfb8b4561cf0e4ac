using System.Text.Json.Serialization;
using NodaTime;
using Trading.Accounting;
using Trading.Control;
using Trading.Control.Pauses;
using Trading.Market;
using Trading.Operations.Inquiry.Lists;
using Trading.Risk;

namespace Trading.Operations.Inquiry.Exports;

/// <summary>A position as it is exported: by the books, not by the broker.</summary>
public sealed record ExportedPosition
{
    /// <summary>The symbol.</summary>
    [JsonPropertyName("symbol")]
    public required Symbol Symbol { get; init; }

    /// <summary><c>long</c> or <c>short</c>.</summary>
    [JsonPropertyName("side")]
    public required string Side { get; init; }

    /// <summary>Shares, above zero.</summary>
    [JsonPropertyName("size")]
    public required decimal Size { get; init; }

    /// <summary>Average cost, dollars a share; null when the books have no lot of it.</summary>
    [JsonPropertyName("entry_price")]
    public decimal? EntryPrice { get; init; }

    /// <summary>The lowest stop in force for it, dollars; null when none is.</summary>
    [JsonPropertyName("trailing_sl")]
    public decimal? Stop { get; init; }

    /// <summary>Decisions that added to it after the first.</summary>
    [JsonPropertyName("adds_count")]
    public required int Adds { get; init; }

    /// <summary>Whether a target of it has been filled.</summary>
    [JsonPropertyName("tp1_taken")]
    public required bool TargetTaken { get; init; }

    /// <summary>When its oldest lot was bought, milliseconds since 1970 UTC; null without a lot.</summary>
    [JsonPropertyName("open_time_ms")]
    public long? OpenedAtMs { get; init; }

    /// <summary>Not ours: never traded by the desk.</summary>
    [JsonPropertyName("external")]
    public required bool External { get; init; }
}

/// <summary>The account as the broker told it at the moment of the export.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Cash">Dollars; null when the broker did not answer.</param>
/// <param name="Equity">Dollars; null likewise.</param>
/// <param name="BuyingPower">Dollars; null likewise.</param>
/// <param name="Reason">Why there is nothing.</param>
public sealed record ObservedAccount(Instant At, decimal? Cash, decimal? Equity, decimal? BuyingPower, string? Reason);

/// <summary>The desk's state for another program, or for the record.</summary>
public sealed record StateExport
{
    /// <summary>The version of this form.</summary>
    [JsonPropertyName("version")]
    public int Version { get; init; } = 1;

    /// <summary><c>paper</c> or <c>live</c>.</summary>
    [JsonPropertyName("source")]
    public required string Source { get; init; }

    /// <summary>Milliseconds since 1970 UTC.</summary>
    [JsonPropertyName("exported_at_ms")]
    public required long ExportedAtMs { get; init; }

    /// <summary>The version of the store's records.</summary>
    [JsonPropertyName("schema_version")]
    public required int SchemaVersion { get; init; }

    /// <summary>The account.</summary>
    [JsonPropertyName("account")]
    public required string Account { get; init; }

    /// <summary>Cash by the books, dollars; null while they have not been opened.</summary>
    [JsonPropertyName("balance")]
    public decimal? Balance { get; init; }

    /// <summary>The broker's word, kept apart from the books'.</summary>
    [JsonPropertyName("observed")]
    public required ObservedAccount Observed { get; init; }

    /// <summary>By symbol, ours before others'.</summary>
    [JsonPropertyName("positions")]
    public required IReadOnlyList<ExportedPosition> Positions { get; init; }

    /// <summary>The lots behind the positions.</summary>
    [JsonPropertyName("lots")]
    public required IReadOnlyList<Lot> Lots { get; init; }

    /// <summary>The orders that can still trade.</summary>
    [JsonPropertyName("open_orders")]
    public required IReadOnlyList<OrderLine> OpenOrders { get; init; }

    /// <summary>The kill switch.</summary>
    [JsonPropertyName("kill")]
    public required KillState Kill { get; init; }

    /// <summary>Dry run and approval.</summary>
    [JsonPropertyName("gates")]
    public required GateState Gates { get; init; }

    /// <summary>The operator's switch of the loop.</summary>
    [JsonPropertyName("loop")]
    public required LoopState Loop { get; init; }

    /// <summary>What is held back.</summary>
    [JsonPropertyName("pauses")]
    public required IReadOnlyList<Pause> Pauses { get; init; }

    /// <summary>The limits in force.</summary>
    [JsonPropertyName("limits")]
    public required RiskLimits Limits { get; init; }
}

using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Journal;
using Trading.Orders;
using Trading.Risk;
using Trading.Time;

namespace Trading.Operations.Invariants;

/// <summary>How trading stood at one moment.</summary>
/// <param name="Kill">The kill switch.</param>
/// <param name="DryRun">Entries went to the dry-run ledger.</param>
/// <param name="Approved">Entries were approved.</param>
/// <param name="Limits">The limits in force; null as long as none were journalled.</param>
public sealed record DeskState(KillMode Kill, bool DryRun, bool Approved, RiskLimits? Limits = null)
{
    /// <summary>How a desk begins.</summary>
    public static DeskState Initial { get; } = new(KillMode.Off, DryRun: true, Approved: false);
}

/// <summary>Everything that the invariants of one day look at, from both sides.</summary>
public sealed record DayFacts
{
    /// <summary>The New York date.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Its session, or null.</summary>
    public Session? Session { get; init; }

    /// <summary>How trading stood when the date began.</summary>
    public required DeskState Before { get; init; }

    /// <summary>The journal's events of the date, in order.</summary>
    public required IReadOnlyList<JournalEvent> Events { get; init; }

    /// <summary>The outcome of the journal's check.</summary>
    public required JournalVerdict Journal { get; init; }

    /// <summary>The order book.</summary>
    public required OrderBookView Book { get; init; }

    /// <summary>The broker's orders that changed on the date or are open, legs nested.</summary>
    public required IReadOnlyList<BrokerOrder> BrokerOrders { get; init; }

    /// <summary>The broker's executions of the date.</summary>
    public required IReadOnlyList<BrokerFill> BrokerFills { get; init; }

    /// <summary>The broker's positions.</summary>
    public required IReadOnlyList<BrokerPosition> BrokerPositions { get; init; }

    /// <summary>The broker's cash, dollars.</summary>
    public required decimal BrokerCash { get; init; }

    /// <summary>Our executions of the date.</summary>
    public required IReadOnlyList<BookedFill> Fills { get; init; }

    /// <summary>Our executions since <see cref="Start"/>, those of the date included: more than the date's where a day before it is not closed.</summary>
    public required IReadOnlyList<BookedFill> FillsSinceStart { get; init; }

    /// <summary>Where the date began in our books; null when they are not open.</summary>
    public DayStart? Start { get; init; }

    /// <summary>The date's close, or null.</summary>
    public DayClose? Close { get; init; }

    /// <summary>The run ledger's rows of the date.</summary>
    public required IReadOnlyList<RunRecord> Runs { get; init; }

    /// <summary>The alerts of the date.</summary>
    public required IReadOnlyList<Alert> Alerts { get; init; }

    /// <summary>The limits that held when the date began.</summary>
    public required RiskLimits Limits { get; init; }

    /// <summary>The broker's orders with their legs, one by one.</summary>
    internal IEnumerable<BrokerOrder> AllBrokerOrders => BrokerOrders.SelectMany(WithLegs);

    private static IEnumerable<BrokerOrder> WithLegs(BrokerOrder order) => order.Legs.SelectMany(WithLegs).Prepend(order);
}

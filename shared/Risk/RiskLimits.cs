using Trading.Risk.Limits;

namespace Trading.Risk;

/// <summary>
/// The desk's limits, as <see cref="LimitTable"/> lists them. A count or an amount at the limit passes, above it is blocked, except where a count is what is already there: then reaching it blocks the next.
/// </summary>
public sealed record RiskLimits
{
    /// <summary>The defaults of a paper account.</summary>
    public static RiskLimits Paper { get; } = new();

    /// <summary>The defaults of a live account.</summary>
    public static RiskLimits Live { get; } = new()
    {
        EntriesPerMinutePerSymbol = 1,
        EntriesPerSymbolPerDay = 1,
        OpenOrders = 5,
        Positions = 5,
        TotalExposure = 5_000m,
        SymbolExposure = 1_000m,
        Leverage = 1.0m,
    };

    /// <summary>Entries a minute over all symbols: the capacity of a token bucket that refills at this many a minute.</summary>
    public int EntriesPerMinute { get; init; } = 5;

    /// <summary>Entries in a symbol in any 60 seconds.</summary>
    public int EntriesPerMinutePerSymbol { get; init; } = 2;

    /// <summary>Entries in a symbol a trading date.</summary>
    public int EntriesPerSymbolPerDay { get; init; } = 3;

    /// <summary>New positions a trading date.</summary>
    public int NewPositionsPerDay { get; init; } = 5;

    /// <summary>Working entry orders; legs and exits do not count.</summary>
    public int OpenOrders { get; init; } = 20;

    /// <summary>Exits a minute above which an alert is raised; never a block.</summary>
    public int ExitsPerMinute { get; init; } = 120;

    /// <summary>Cancels a minute above which an alert is raised; never a block.</summary>
    public int CancelsPerMinute { get; init; } = 120;

    /// <summary>Seconds between a trade in a symbol and the next entry in it.</summary>
    public int CooldownSeconds { get; init; } = 900;

    /// <summary>Seconds between two entries in any symbols; 0 is off.</summary>
    public int MinimumGapSeconds { get; init; }

    /// <summary>Dollars of entries in any 60 seconds; 0 is off.</summary>
    public decimal NotionalPerMinute { get; init; }

    /// <summary>Positions, with symbols that have a working entry.</summary>
    public int Positions { get; init; } = 10;

    /// <summary>Dollars of all positions and working entries.</summary>
    public decimal TotalExposure { get; init; } = 50_000m;

    /// <summary>Dollars of one symbol's position and working entries.</summary>
    public decimal SymbolExposure { get; init; } = 10_000m;

    /// <summary>Exposure over equity.</summary>
    public decimal Leverage { get; init; } = 2.0m;

    /// <summary>The most of equity that one position may take: a fraction.</summary>
    public decimal PositionOfEquity { get; init; } = 0.10m;

    /// <summary>How far the price may have moved from the reference: a fraction.</summary>
    public decimal PriceDrift { get; init; } = 0.03m;

    /// <summary>The most of equity that one sector may take, working entries counted: a fraction.</summary>
    public decimal SectorOfEquity { get; init; } = 0.30m;

    /// <summary>The loss of a day, of its opening equity, at which only closing is allowed: a fraction.</summary>
    public decimal DailyLoss { get; init; } = 0.05m;

    /// <summary>The fall from the day's peak of equity at which entries are half as large: a fraction.</summary>
    public decimal DrawdownHalfSize { get; init; } = 0.02m;

    /// <summary>The fall from the day's peak at which entries are a quarter as large: a fraction.</summary>
    public decimal DrawdownQuarterSize { get; init; } = 0.04m;

    /// <summary>The fall from the day's peak at which there are no entries: a fraction.</summary>
    public decimal DrawdownNoEntries { get; init; } = 0.08m;

    /// <summary>The fall from the all-time peak at which only closing is allowed: a fraction.</summary>
    public decimal AllTimeDrawdown { get; init; } = 0.20m;

    /// <summary>The most of equity that the historical one-day value at risk at 95 % may be: a fraction.</summary>
    public decimal ValueAtRisk { get; init; } = 0.02m;

    /// <summary>Seconds after its decision within which an entry may still be sent.</summary>
    public int EntryAgeSeconds { get; init; } = 120;

    /// <summary>Every fault of the limits, each a sentence with the limit's key; empty when there is none.</summary>
    public IReadOnlyList<string> Faults() => [.. LimitTable.Lines.Select(line => line.FaultOf(line.Of(this))).OfType<string>()];
}

namespace Trading.Risk.Limits;

/// <summary>The desk's limits, one line each: the one table from which files are read, defaults taken and faults told.</summary>
public static class LimitTable
{
    /// <summary>All limits, in the order in which they are shown.</summary>
    public static IReadOnlyList<LimitLine> Lines { get; } =
    [
        Count("entries_per_minute", nameof(RiskLimits.EntriesPerMinute), 5, 5,
            "Entries a minute over all symbols, a token bucket.",
            of => of.EntriesPerMinute, (of, to) => of with { EntriesPerMinute = (int)to }),
        Count("entries_per_minute_per_symbol", nameof(RiskLimits.EntriesPerMinutePerSymbol), 2, 1,
            "Entries in a symbol in any 60 seconds.",
            of => of.EntriesPerMinutePerSymbol, (of, to) => of with { EntriesPerMinutePerSymbol = (int)to }),
        Count("entries_per_symbol_per_day", nameof(RiskLimits.EntriesPerSymbolPerDay), 3, 1,
            "Entries in a symbol a trading date.",
            of => of.EntriesPerSymbolPerDay, (of, to) => of with { EntriesPerSymbolPerDay = (int)to }),
        Count("new_positions_per_day", nameof(RiskLimits.NewPositionsPerDay), 5, 5,
            "New positions a trading date.",
            of => of.NewPositionsPerDay, (of, to) => of with { NewPositionsPerDay = (int)to }),
        Count("open_orders", nameof(RiskLimits.OpenOrders), 20, 5,
            "Working entry orders; legs and exits do not count.",
            of => of.OpenOrders, (of, to) => of with { OpenOrders = (int)to }),
        Count("exits_per_minute", nameof(RiskLimits.ExitsPerMinute), 120, 120,
            "Exits a minute above which an alert is raised; never a block.",
            of => of.ExitsPerMinute, (of, to) => of with { ExitsPerMinute = (int)to }),
        Count("cancels_per_minute", nameof(RiskLimits.CancelsPerMinute), 120, 120,
            "Cancels a minute above which an alert is raised; never a block.",
            of => of.CancelsPerMinute, (of, to) => of with { CancelsPerMinute = (int)to }),
        Wait("cooldown_seconds", nameof(RiskLimits.CooldownSeconds), 900, 900,
            "Seconds between a trade in a symbol and the next entry in it; 0 is off.",
            of => of.CooldownSeconds, (of, to) => of with { CooldownSeconds = (int)to }),
        Wait("minimum_gap_seconds", nameof(RiskLimits.MinimumGapSeconds), 0, 0,
            "Seconds between two entries in any symbols; 0 is off.",
            of => of.MinimumGapSeconds, (of, to) => of with { MinimumGapSeconds = (int)to }),
        Dollars("notional_per_minute", nameof(RiskLimits.NotionalPerMinute), 0m, 0m,
            "Dollars of entries in any 60 seconds; 0 is off.",
            of => of.NotionalPerMinute, (of, to) => of with { NotionalPerMinute = to }) with { IsOffAtZero = true },
        Count("positions", nameof(RiskLimits.Positions), 10, 5,
            "Positions, with symbols that have a working entry.",
            of => of.Positions, (of, to) => of with { Positions = (int)to }),
        Dollars("total_exposure", nameof(RiskLimits.TotalExposure), 50_000m, 5_000m,
            "Dollars of all positions and working entries.",
            of => of.TotalExposure, (of, to) => of with { TotalExposure = to }),
        Dollars("symbol_exposure", nameof(RiskLimits.SymbolExposure), 10_000m, 1_000m,
            "Dollars of one symbol's position and working entries.",
            of => of.SymbolExposure, (of, to) => of with { SymbolExposure = to }),
        Fraction("sector_of_equity", nameof(RiskLimits.SectorOfEquity), 0.30m,
            "The most of equity that one sector may take, working entries counted.",
            of => of.SectorOfEquity, (of, to) => of with { SectorOfEquity = to }),
        Multiple("leverage", nameof(RiskLimits.Leverage), 2m, 1m,
            "Exposure over equity.",
            of => of.Leverage, (of, to) => of with { Leverage = to }),
        Fraction("position_of_equity", nameof(RiskLimits.PositionOfEquity), 0.10m,
            "The most of equity that one position may take.",
            of => of.PositionOfEquity, (of, to) => of with { PositionOfEquity = to }),
        Fraction("price_drift", nameof(RiskLimits.PriceDrift), 0.03m,
            "How far the price may have moved from the reference.",
            of => of.PriceDrift, (of, to) => of with { PriceDrift = to }),
        Fraction("daily_loss", nameof(RiskLimits.DailyLoss), 0.05m,
            "The loss of a day, of its opening equity, at which only closing is allowed.",
            of => of.DailyLoss, (of, to) => of with { DailyLoss = to }),
        Fraction("drawdown_half_size", nameof(RiskLimits.DrawdownHalfSize), 0.02m,
            "The fall from the day's peak of equity at which entries are half as large.",
            of => of.DrawdownHalfSize, (of, to) => of with { DrawdownHalfSize = to }),
        Fraction("drawdown_quarter_size", nameof(RiskLimits.DrawdownQuarterSize), 0.04m,
            "The fall from the day's peak at which entries are a quarter as large.",
            of => of.DrawdownQuarterSize, (of, to) => of with { DrawdownQuarterSize = to }),
        Fraction("drawdown_no_entries", nameof(RiskLimits.DrawdownNoEntries), 0.08m,
            "The fall from the day's peak at which there are no entries.",
            of => of.DrawdownNoEntries, (of, to) => of with { DrawdownNoEntries = to }),
        Fraction("all_time_drawdown", nameof(RiskLimits.AllTimeDrawdown), 0.20m,
            "The fall from the all-time peak at which only closing is allowed.",
            of => of.AllTimeDrawdown, (of, to) => of with { AllTimeDrawdown = to }),
        Fraction("value_at_risk", nameof(RiskLimits.ValueAtRisk), 0.02m,
            "The most of equity that the one-day value at risk at 95 % may be.",
            of => of.ValueAtRisk, (of, to) => of with { ValueAtRisk = to }),
        Age("entry_age_seconds", nameof(RiskLimits.EntryAgeSeconds), 120, 120,
            "Seconds after its decision within which an entry may still be sent.",
            of => of.EntryAgeSeconds, (of, to) => of with { EntryAgeSeconds = (int)to }),
    ];

    private static Dictionary<string, LimitLine> ByKey { get; } = Lines.ToDictionary(line => line.Key, StringComparer.Ordinal);

    /// <summary>The line of a key, or null.</summary>
    public static LimitLine? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The values of all limits, by key, in the order of the table.</summary>
    public static IReadOnlyDictionary<string, decimal> ValuesOf(RiskLimits limits) => Lines.ToDictionary(line => line.Key, line => line.Of(limits), StringComparer.Ordinal);

    /// <summary>The limits with some values set.</summary>
    /// <param name="limits">What the others keep.</param>
    /// <param name="values">The values, without a fault; a key that is no limit is passed over.</param>
    public static RiskLimits With(RiskLimits limits, IReadOnlyDictionary<string, decimal> values) =>
        Lines.Aggregate(limits, (so, line) => values.TryGetValue(line.Key, out var value) && value != line.Of(so) ? line.With(so, value) : so);

    private static LimitLine Count(string key, string property, int paper, int live, string sentence, Func<RiskLimits, decimal> of, Func<RiskLimits, decimal, RiskLimits> with) =>
        new(key, property, LimitKind.Count, Looser.Higher, false, paper, live, sentence, of, with);

    private static LimitLine Wait(string key, string property, int paper, int live, string sentence, Func<RiskLimits, decimal> of, Func<RiskLimits, decimal, RiskLimits> with) =>
        Count(key, property, paper, live, sentence, of, with) with { Kind = LimitKind.Seconds, Looser = Looser.Lower, IsOffAtZero = true };

    private static LimitLine Age(string key, string property, int paper, int live, string sentence, Func<RiskLimits, decimal> of, Func<RiskLimits, decimal, RiskLimits> with) =>
        Count(key, property, paper, live, sentence, of, with) with { Kind = LimitKind.Seconds };

    private static LimitLine Dollars(string key, string property, decimal paper, decimal live, string sentence, Func<RiskLimits, decimal> of, Func<RiskLimits, decimal, RiskLimits> with) =>
        new(key, property, LimitKind.Dollars, Looser.Higher, false, paper, live, sentence, of, with);

    private static LimitLine Fraction(string key, string property, decimal standard, string sentence, Func<RiskLimits, decimal> of, Func<RiskLimits, decimal, RiskLimits> with) =>
        Dollars(key, property, standard, standard, sentence, of, with) with { Kind = LimitKind.Fraction };

    private static LimitLine Multiple(string key, string property, decimal paper, decimal live, string sentence, Func<RiskLimits, decimal> of, Func<RiskLimits, decimal, RiskLimits> with) =>
        Dollars(key, property, paper, live, sentence, of, with) with { Kind = LimitKind.Multiple };
}

using NodaTime;
using Trading.Market;

namespace Trading.Accounting.Kpis;

/// <summary>The key figures of a trading date at one moment of it. Dollars; percentages from 0 to 100.</summary>
public sealed record Kpi
{
    /// <summary>The trading date, New York.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Which of the date's: the scheduled hour in UTC such as <c>2013-10-07T14:00Z</c>, or <c>close</c>.</summary>
    public required string Slot { get; init; }

    /// <summary>When they were taken, UTC.</summary>
    public required Instant At { get; init; }

    /// <summary>The desk's own round trips of the date.</summary>
    public required TradeStats Stats { get; init; }

    /// <summary>The same by symbol.</summary>
    public required IReadOnlyList<TradeGroup> BySymbol { get; init; }

    /// <summary>The same by the reason to sell.</summary>
    public required IReadOnlyList<TradeGroup> ByExit { get; init; }

    /// <summary>Realized by everybody in the account, gross of fees.</summary>
    public required decimal Realized { get; init; }

    /// <summary>Open lots at the newest prices less their cost.</summary>
    public required decimal Unrealized { get; init; }

    /// <summary>The date's fees.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Orders with an execution on the date.</summary>
    public required int Trades { get; init; }

    /// <summary>Price x shares over the date's executions.</summary>
    public required decimal Turnover { get; init; }

    /// <summary>Symbols held.</summary>
    public required int Positions { get; init; }

    /// <summary>Holdings at the newest prices.</summary>
    public required decimal Exposure { get; init; }

    /// <summary>Exposure in percent of equity; null without equity.</summary>
    public decimal? ExposurePercent { get; init; }

    /// <summary>Cash and holdings.</summary>
    public required decimal Equity { get; init; }

    /// <summary>Whose word that is: <c>broker</c>, asked at <see cref="At"/>; or <c>books</c>, of a closed day or when the broker could not be asked.</summary>
    public required string EquitySource { get; init; }

    /// <summary>Cash and holdings by our books: what the executions explain.</summary>
    public required decimal BookEquity { get; init; }

    /// <summary>Cash by our books: what is realized, without what is held.</summary>
    public required decimal BookCash { get; init; }

    /// <summary>The fall from the date's peak.</summary>
    public required Drawdown Today { get; init; }

    /// <summary>The fall from the highest peak since the books were opened.</summary>
    public required Drawdown SinceStart { get; init; }

    /// <summary>Held symbols without a price now: they stand at cost.</summary>
    public required IReadOnlyList<Symbol> Unpriced { get; init; }

    /// <summary>Why the last cycle made no entries, or null when it might.</summary>
    public string? EntriesShut { get; init; }
}

/// <summary>How far equity stands under its peak, seen at the moments at which key figures are taken.</summary>
/// <param name="Peak">The highest equity.</param>
/// <param name="Now">Peak less equity, zero or more.</param>
/// <param name="Deepest">The largest of those so far.</param>
public sealed record Drawdown(decimal Peak, decimal Now, decimal Deepest)
{
    /// <summary><see cref="Now"/> in percent of the peak; null without a peak above zero.</summary>
    public decimal? Percent => Peak > 0m ? decimal.Round(Now * 100m / Peak, 4) : null;

    /// <summary>Before anything was seen but <paramref name="equity"/>.</summary>
    public static Drawdown From(decimal equity) => new(equity, 0m, 0m);

    /// <summary>After <paramref name="equity"/> was seen.</summary>
    public Drawdown Then(decimal equity)
    {
        var peak = decimal.Max(Peak, equity);
        return new Drawdown(peak, peak - equity, decimal.Max(Deepest, peak - equity));
    }
}

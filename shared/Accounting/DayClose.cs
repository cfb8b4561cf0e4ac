using NodaTime;
using Trading.Market;

namespace Trading.Accounting;

/// <summary>A position at the close of a day.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Quantity">Shares.</param>
/// <param name="AveragePrice">Average cost, dollars a share.</param>
/// <param name="Close">The closing price, dollars a share.</param>
/// <param name="Unrealized">(close - cost) x shares, dollars.</param>
/// <param name="IsExternal">Not bought by us.</param>
public sealed record PositionAtClose(Symbol Symbol, Quantity Quantity, Price AveragePrice, Price Close, decimal Unrealized, bool IsExternal);

/// <summary>The books of one account at the close of one trading date.</summary>
public sealed record DayClose
{
    /// <summary>The trading date.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>The date whose lots this day began with; null when it began with the opening balance.</summary>
    public LocalDate? Previous { get; init; }

    /// <summary>What the day earned.</summary>
    public required DaySummary Summary { get; init; }

    /// <summary>Cash and holdings when the books were opened.</summary>
    public required decimal StartEquity { get; init; }

    /// <summary>Realized since the books were opened, gross of fees.</summary>
    public required decimal RealizedToDate { get; init; }

    /// <summary>Fees since the books were opened.</summary>
    public required decimal FeesToDate { get; init; }

    /// <summary>Cash by our books.</summary>
    public required decimal BookCash { get; init; }

    /// <summary>Cash as the broker told it; null when the day was closed later than on its own date, when that cash is no longer to be had.</summary>
    public decimal? ObservedCash { get; init; }

    /// <summary>Shares at the closing prices.</summary>
    public required decimal Holdings { get; init; }

    /// <summary>The open positions, by symbol, ours before others'.</summary>
    public required IReadOnlyList<PositionAtClose> Positions { get; init; }

    /// <summary>What was sold without a lot on the date.</summary>
    public required IReadOnlyList<UnmatchedSell> Unmatched { get; init; }

    /// <summary>Shares below zero after the date that no lot holds.</summary>
    public required IReadOnlyDictionary<Symbol, decimal> Shorts { get; init; }

    /// <summary>Held symbols whose price is older than the date, for want of a bar.</summary>
    public required IReadOnlyList<Symbol> StalePrices { get; init; }

    /// <summary>Cash and holdings, dollars.</summary>
    public decimal Equity => (ObservedCash ?? BookCash) + Holdings;

    /// <summary>cash + holdings - (start + realized + unrealized - fees), dollars: zero when every dollar is explained.</summary>
    public decimal Unexplained => Equity - (StartEquity + RealizedToDate + Summary.Unrealized - FeesToDate);
}

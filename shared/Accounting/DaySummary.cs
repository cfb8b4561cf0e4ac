using NodaTime;
using Trading.Market;

namespace Trading.Accounting;

/// <summary>What one New York trading date earned. Dollars, not rounded; realized is gross of fees.</summary>
public sealed record DaySummary
{
    /// <summary>The trading date.</summary>
    public required LocalDate ReportDate { get; init; }

    /// <summary>Sum of (sell - buy) x shares of what was closed on the date, gross of fees.</summary>
    public required decimal Realized { get; init; }

    /// <summary>Sum of (close - cost) x shares of what is open after it, at the date's closing prices.</summary>
    public required decimal Unrealized { get; init; }

    /// <summary>Realized + unrealized - fees.</summary>
    public required decimal Total { get; init; }

    /// <summary>The fees of the date's executions.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Orders with an execution on the date.</summary>
    public required int Trades { get; init; }

    /// <summary>Those that bought.</summary>
    public required int Buys { get; init; }

    /// <summary>Those that sold.</summary>
    public required int Sells { get; init; }

    /// <summary>Round trips above zero.</summary>
    public required int Wins { get; init; }

    /// <summary>Round trips below zero.</summary>
    public required int Losses { get; init; }

    /// <summary>Wins x 100 / (wins + losses), percent; 0 without either.</summary>
    public required decimal WinRate { get; init; }

    /// <summary>Mean of the wins; 0 without one.</summary>
    public required decimal AverageWin { get; init; }

    /// <summary>Mean of the losses, below zero; 0 without one.</summary>
    public required decimal AverageLoss { get; init; }

    /// <summary>The deepest fall from a peak of the realized sum, over round trips in time order, starting at zero.</summary>
    public required decimal MaxDrawdown { get; init; }

    /// <summary>The symbol that realized most, the first in ordinal order among equals; null when nothing was closed.</summary>
    public Symbol? BestSymbol { get; init; }

    /// <summary>What it realized.</summary>
    public decimal? BestSymbolPnl { get; init; }

    /// <summary>The symbol that realized least, the first in ordinal order among equals; null when nothing was closed.</summary>
    public Symbol? WorstSymbol { get; init; }

    /// <summary>What it realized.</summary>
    public decimal? WorstSymbolPnl { get; init; }

    /// <summary>Sum of price x shares over all executions.</summary>
    public required decimal Volume { get; init; }

    /// <summary>The symbols with an execution, in ordinal order.</summary>
    public required IReadOnlyList<Symbol> SymbolsTraded { get; init; }
}

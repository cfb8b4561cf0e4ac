using Trading.Orders;
using Trading.Risk.Var;

namespace Trading.Risk.Figures;

/// <summary>The desk as risk sees it at one moment: the reading, the order book and the limits that every figure is worked out from.</summary>
/// <param name="Desk">The reading.</param>
/// <param name="Book">The order book.</param>
/// <param name="Limits">The limits.</param>
/// <param name="Faults">What could not be read, a sentence each.</param>
public sealed record RiskView(DeskSnapshot Desk, OrderBookView Book, RiskLimits Limits, IReadOnlyList<string> Faults)
{
    private readonly Lazy<(VarFigures? Figures, string? Reason)> valueAtRisk = new(() => Measure(Desk, Book));

    /// <summary>The value at risk; null when a figure it needs is not known.</summary>
    public VarFigures? Var => valueAtRisk.Value.Figures;

    /// <summary>Why the value at risk is not known, or why it is zero; null when there is nothing to say.</summary>
    public string? VarReason => valueAtRisk.Value.Reason;

    private static (VarFigures?, string?) Measure(DeskSnapshot desk, OrderBookView book)
    {
        if (desk.Positions is null || desk.Returns is not { } table)
        {
            return (null, desk.Positions is null ? "positions are not known" : "daily returns are not known");
        }

        var figures = HistoricalVar.Of(desk, book, table, out var missing);
        return (figures, missing is { } symbol ? $"fewer than {DailyReturns.Least} fresh daily returns of {symbol} are known" : figures!.Sessions == 0 ? "nothing is held" : null);
    }
}

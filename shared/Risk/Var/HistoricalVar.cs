using Trading.Market;
using Trading.Orders;

namespace Trading.Risk.Var;

/// <summary>
/// Value at risk by historical simulation (P. Jorion, "Value at Risk", chapter on historical simulation; quantile as in <see cref="LowTail"/>): the present holdings in dollars x each symbol's
/// return of each of the last 250 sessions, summed by session; VaR is the low quantile of the sums with its sign turned. A symbol's component is its own gain in the sessions that make the
/// quantile, weighed as the quantile weighs them (Euler allocation), so the components sum to the whole. Pure.
/// </summary>
public static class HistoricalVar
{
    /// <summary>The figures of what a desk holds and works on; null and <paramref name="missing"/> when a symbol's returns are not known.</summary>
    public static VarFigures? Of(DeskSnapshot desk, OrderBookView book, ReturnTable table, out Symbol? missing)
    {
        var values = new SortedDictionary<Symbol, double>();
        foreach (var line in new ExposureLines(desk, book, null))
        {
            values[line.Symbol] = values.GetValueOrDefault(line.Symbol) + (double)line.Dollars;
        }

        return Of(values, table, out missing);
    }

    /// <summary>The figures of holdings in dollars by symbol.</summary>
    internal static VarFigures? Of(SortedDictionary<Symbol, double> values, ReturnTable table, out Symbol? missing)
    {
        Span<double> buffer = stackalloc double[DailyReturns.Sessions];
        buffer.Clear();
        var scenarios = new Scenarios(buffer, table);
        foreach (var (symbol, value) in values)
        {
            scenarios.Add(symbol, value);
        }

        missing = scenarios.Missing;
        if (missing is not null)
        {
            return null;
        }

        if (values.Count == 0)
        {
            return VarFigures.Nothing;
        }

        var (at95, at99) = (LowTail.Of(scenarios.Gains, 0.05), LowTail.Of(scenarios.Gains, 0.01));
        var parts = at95.Quantile < 0 ? Parts(values, table, scenarios.Gains.ToArray(), at95) : [];
        return new VarFigures(scenarios.Count, Loss(at95.Quantile), Loss(at99.Quantile), Loss(at95.Mean), Loss(at99.Mean), parts);
    }

    private static IReadOnlyList<VarPart> Parts(SortedDictionary<Symbol, double> values, ReturnTable table, double[] gains, LowTail tail)
    {
        var order = Enumerable.Range(0, gains.Length).OrderBy(session => gains[session]).ToArray();
        var (worse, better) = (order[tail.Rank], order[Math.Min(tail.Rank + 1, order.Length - 1)]);
        var parts = new List<VarPart>(values.Count);
        foreach (var (symbol, value) in values)
        {
            var returns = table.Of(symbol)[^gains.Length..];
            var marginal = -(returns[worse] + (tail.Weight * (returns[better] - returns[worse])));
            var component = marginal * value;
            parts.Add(new VarPart(symbol, Cents(value), Cents(component), Rounded(component / -tail.Quantile * 100, 2), value == 0 ? null : Rounded(marginal, 6)));
        }

        return [.. parts.OrderByDescending(part => part.Component).ThenBy(part => part.Symbol)];
    }

    private static decimal Loss(double gain) => Cents(Math.Max(0, -gain));

    private static decimal Cents(double dollars) => Rounded(dollars, 2);

    private static decimal Rounded(double value, int places) => decimal.Round((decimal)value, places);
}

using Trading.Market;

namespace Trading.Risk.Var;

/// <summary>One symbol's part in the value at risk.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Value">Dollars held and worked on, below zero when short.</param>
/// <param name="Component">Its part of VaR 95, dollars; the parts sum to the whole. Below zero when it hedges the others.</param>
/// <param name="SharePercent">The part in percent of the whole; null when the whole is zero.</param>
/// <param name="Marginal">Dollars of VaR 95 for one dollar more of it; null when nothing is held.</param>
public sealed record VarPart(Symbol Symbol, decimal Value, decimal Component, decimal? SharePercent, decimal? Marginal);

/// <summary>The value at risk over one day of what is held and worked on, by historical simulation. Dollars, a loss above zero; zero when even the tail gains.</summary>
/// <param name="Sessions">Sessions looked back on; zero when nothing is held.</param>
/// <param name="Var95">The loss that 95 of 100 days do not pass.</param>
/// <param name="Var99">The loss that 99 of 100 days do not pass.</param>
/// <param name="Es95">Expected shortfall: the mean loss of the days at or beyond VaR 95.</param>
/// <param name="Es99">The same beyond VaR 99.</param>
/// <param name="BySymbol">The parts of VaR 95, the largest first.</param>
public sealed record VarFigures(int Sessions, decimal Var95, decimal Var99, decimal Es95, decimal Es99, IReadOnlyList<VarPart> BySymbol)
{
    /// <summary>Of an account that holds nothing.</summary>
    public static VarFigures Nothing { get; } = new(0, 0m, 0m, 0m, 0m, []);
}

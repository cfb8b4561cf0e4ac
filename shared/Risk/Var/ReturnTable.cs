using System.Collections.Concurrent;
using NodaTime;
using Trading.Market;

namespace Trading.Risk.Var;

/// <summary>The daily returns of symbols as one trading date sees them. Grows as symbols are asked about; what is in it does not change.</summary>
/// <param name="date">The trading date, New York: its own session and later ones are not in the returns.</param>
public sealed class ReturnTable(LocalDate date)
{
    private readonly ConcurrentDictionary<Symbol, double[]> bySymbol = new();

    /// <summary>The trading date.</summary>
    public LocalDate Date => date;

    /// <summary>Whether the symbol has been looked up, with returns or without.</summary>
    public bool Knows(Symbol symbol) => bySymbol.ContainsKey(symbol);

    /// <summary>Adds the returns of a symbol, newest last; empty when too few are known.</summary>
    /// <exception cref="ArgumentException">More than <see cref="DailyReturns.Sessions"/>, fewer than <see cref="DailyReturns.Least"/> and not empty, or one that is not finite.</exception>
    public void Add(Symbol symbol, double[] returns)
    {
        if (returns.Length > DailyReturns.Sessions || returns.Length is > 0 and < DailyReturns.Least)
        {
            throw new ArgumentException($"{symbol}: {returns.Length} returns; {DailyReturns.Least} to {DailyReturns.Sessions} are used, or none", nameof(returns));
        }

        if (!Array.TrueForAll(returns, double.IsFinite))
        {
            throw new ArgumentException($"{symbol}: a return is not finite", nameof(returns));
        }

        bySymbol[symbol] = returns;
    }

    /// <summary>The returns of a symbol, newest last; empty when they are not known.</summary>
    public ReadOnlySpan<double> Of(Symbol symbol) => bySymbol.TryGetValue(symbol, out var returns) ? returns : [];
}

using System.Numerics;
using Trading.Market;

namespace Trading.Risk.Var;

/// <summary>
/// What the present holdings would have gained or lost on each session looked back on: dollars held x the symbol's return of that session, summed. As many sessions as the shortest history has.
/// Works in a buffer of the caller's; allocates nothing.
/// </summary>
/// <param name="buffer">Of <see cref="DailyReturns.Sessions"/>, zeroed.</param>
/// <param name="table">The returns.</param>
internal ref struct Scenarios(Span<double> buffer, ReturnTable table)
{
    private readonly Span<double> buffer = buffer;

    /// <summary>Sessions that every holding has a return of.</summary>
    public int Count { get; private set; } = buffer.Length;

    /// <summary>A symbol without enough returns; null when every one has them.</summary>
    public Symbol? Missing { get; private set; }

    /// <summary>Dollars gained on each session, newest last; below zero lost.</summary>
    public readonly ReadOnlySpan<double> Gains => buffer[^Count..];

    /// <summary>Adds a holding.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="dollars">Its value, below zero when short.</param>
    public void Add(Symbol symbol, double dollars)
    {
        var returns = table.Of(symbol);
        if (returns.IsEmpty)
        {
            Missing ??= symbol;
            return;
        }

        Count = Math.Min(Count, returns.Length);
        AddScaled(buffer[^Count..], returns[^Count..], dollars);
    }

    private static void AddScaled(Span<double> sums, ReadOnlySpan<double> returns, double dollars)
    {
        var (i, width, scale) = (0, Vector<double>.Count, new Vector<double>(dollars));
        for (; i <= sums.Length - width; i += width)
        {
            (new Vector<double>(sums[i..]) + (new Vector<double>(returns[i..]) * scale)).CopyTo(sums[i..]);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += returns[i] * dollars;
        }
    }
}

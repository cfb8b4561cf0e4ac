using System.Numerics;
using System.Runtime.InteropServices;
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
    public int Count { readonly get; set; } = buffer.Length;

    /// <summary>A symbol without enough returns; null when every one has them.</summary>
    public Symbol? Missing { readonly get; set; }

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
        var scale = new Vector<double>(dollars);
        var wide = MemoryMarshal.Cast<double, Vector<double>>(sums);
        var from = MemoryMarshal.Cast<double, Vector<double>>(returns);
        for (var i = 0; i < wide.Length && i < from.Length; i++)
        {
            wide[i] += from[i] * scale;
        }

        for (var i = wide.Length * Vector<double>.Count; i < sums.Length; i++)
        {
            sums[i] += returns[i] * dollars;
        }
    }
}

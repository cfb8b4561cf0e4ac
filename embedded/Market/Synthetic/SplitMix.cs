using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Embedded.Market.Synthetic;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a small generator whose every number follows from its seed on every machine, which
/// <see cref="Random"/> doesn't promise from one version to the next.
/// </summary>
internal struct SplitMix(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state = seed;

    /// <summary>A generator for one symbol on one day (days since 1970-01-01) of the market with this seed.</summary>
    public static SplitMix For(ulong seed, Symbol symbol, int day)
    {
        var hash = Mix(seed ^ Golden);
        foreach (var letter in symbol.ToString())
        {
            hash = Mix(hash ^ letter);
        }

        return new SplitMix(Mix(hash ^ (uint)day));
    }

    /// <summary>The next 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        state += Golden;
        return Mix(state);
    }

    /// <summary>As if <paramref name="count"/> numbers had been drawn.</summary>
    public void Skip(int count) => state += (ulong)count * Golden;

    /// <summary>Evenly spread in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly spread in [-1, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Signed() => (Unit() * 2) - 1;

    /// <summary>Evenly spread over 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)(Unit() * count);

    /// <summary>
    /// Nearly normal, mean 0 and deviation 1: twelve even numbers less six, taken sixteen bits each from three draws. Sums only, so that no machine's
    /// logarithm or cosine can differ.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Normal()
    {
        var sum = Quarters(Next()) + Quarters(Next()) + Quarters(Next());
        return ((sum + 6) * (1.0 / 65536)) - 6;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Quarters(ulong bits) => (long)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
}

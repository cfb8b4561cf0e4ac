using Trading.Market;

namespace Trading.Embedded.Market.Synthetic;

/// <summary>The nature of one synthetic stock, drawn once.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Sector">The index of its sector; null for a benchmark.</param>
/// <param name="Beta">How far it follows the market.</param>
/// <param name="LogPrice">The logarithm of its price about which it wanders.</param>
/// <param name="Shares">The shares traded on a quiet day.</param>
/// <param name="Walk">Its own ups and downs.</param>
internal sealed record SyntheticStock(Symbol Symbol, int? Sector, double Beta, double LogPrice, double Shares, SyntheticWalk Walk)
{
    /// <summary>A stock of 12 to 240 dollars that trades 200,000 to 6,000,000 shares a day.</summary>
    public static SyntheticStock Draw(ulong seed, Symbol symbol, int sectors)
    {
        var random = SplitMix.For(seed, symbol, 0);
        return new SyntheticStock(
            symbol,
            random.Below(sectors),
            Beta: 0.6 + (0.9 * random.Unit()),
            LogPrice: 2.5 + (3 * random.Unit()),
            Shares: 200_000 * Exponential.Of(3.4 * random.Unit()),
            new SyntheticWalk(seed, symbol, daily: 0.007 + (0.013 * random.Unit()), yearly: 0.22, drift: 0));
    }

    /// <summary>SPY, QQQ and IWM: little more than the market itself.</summary>
    public static IEnumerable<SyntheticStock> Benchmarks(ulong seed) =>
    [
        Benchmark(seed, "SPY", 1.0, 5.0, 0.0005),
        Benchmark(seed, "QQQ", 1.1, 4.6, 0.002),
        Benchmark(seed, "IWM", 1.15, 4.5, 0.003),
    ];

    /// <summary>The stock's bars.</summary>
    public BarSeries ToBars(SyntheticFactors factors)
    {
        var levels = Walk.Levels(factors.Years);
        var before = LogPrice + Walk.AtNewYear(factors.Years.First) + factors.AddTo(levels, Beta, Sector);
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] += LogPrice;
        }

        return SyntheticSeries.Make(Symbol, factors.Years, levels, before, Shares, factors.Seed);
    }

    private static SyntheticStock Benchmark(ulong seed, string name, double beta, double logPrice, double daily) =>
        new(Symbol.Parse(name), null, beta, logPrice, 80_000_000, new SyntheticWalk(seed, Symbol.Parse(name), daily, 0.01, 0));
}

using System.Runtime.CompilerServices;
using System.Globalization;
using Trading.Market;

namespace Trading.Embedded.Market.Synthetic;

/// <summary>What the stocks of a synthetic market have in common: the market's level and each sector's, session by session.</summary>
internal sealed class SyntheticFactors(ulong seed, SessionYears years, int sectors)
{
    private readonly Factor market = new(new SyntheticWalk(seed, Symbol.Parse("MARKET"), 0.008, 0.10, 0.08), years);
    private readonly Factor[] bySector =
    [
        .. Enumerable.Range(0, sectors).Select(sector => new Factor(
            new SyntheticWalk(seed, Symbol.Parse(string.Create(CultureInfo.InvariantCulture, $"SECTOR{sector}")), 0.005, 0.08, 0), years)),
    ];

    /// <summary>The sessions.</summary>
    public SessionYears Years => years;

    /// <summary>The market's seed.</summary>
    public ulong Seed => seed;

    /// <summary>Adds <paramref name="beta"/> times the market and, for a stock, its sector to <paramref name="levels"/>; the answer is the same sum before the first session.</summary>
    public double AddTo(double[] levels, double beta, int? sector)
    {
        var before = market.AddTo(levels, beta);
        return sector is { } one ? before + bySector[one].AddTo(levels, 1) : before;
    }

    private sealed class Factor(SyntheticWalk walk, SessionYears years)
    {
        private readonly double[] common = walk.Levels(years);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double AddTo(double[] levels, double weight)
        {
            for (var i = 0; i < levels.Length; i++)
            {
                levels[i] += weight * common[i];
            }

            return weight * walk.AtNewYear(years.First);
        }
    }
}

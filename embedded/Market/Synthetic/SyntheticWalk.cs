using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Embedded.Market.Synthetic;

/// <summary>
/// A logarithm of prices that wanders from session to session, a year at a time: where it stands at each New Year follows from (seed, name, year)
/// alone, and in between it is a Brownian bridge. So a bar depends on its own year and on nothing else: not on where the series begins, and not
/// on how far it goes on.
/// </summary>
/// <param name="seed">The market's seed.</param>
/// <param name="name">Whose walk it is.</param>
/// <param name="daily">The deviation of a session's step.</param>
/// <param name="yearly">The deviation of the New Year's level.</param>
/// <param name="drift">What the level gains in a year.</param>
internal sealed class SyntheticWalk(ulong seed, Symbol name, double daily, double yearly, double drift)
{
    private const int DriftsFrom = 2010;

    // Once in some fifty sessions there is news, and the step is this many times as large.
    private const double NewsOdds = 0.02;
    private const double News = 4;

    /// <summary>The level after each session.</summary>
    public double[] Levels(SessionYears years)
    {
        var levels = new double[years.Days.Length];
        for (var index = 0; index < years.Count; index++)
        {
            FillYear(years.First + index, levels.AsSpan(years.Year(index)));
        }

        return levels;
    }

    /// <summary>The level at the beginning of <paramref name="year"/>, which is the level after the last session of the year before.</summary>
    public double AtNewYear(int year) => (drift * (year - DriftsFrom)) + (yearly * SplitMix.For(seed, name, -year).Normal());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillYear(int year, Span<double> levels)
    {
        var random = SplitMix.For(seed, name, year);
        var walked = 0.0;
        for (var i = 0; i < levels.Length; i++)
        {
            walked += daily * random.Normal() * (random.Unit() < NewsOdds ? News : 1);
            levels[i] = walked;
        }

        var from = AtNewYear(year);
        var slope = (AtNewYear(year + 1) - from - walked) / levels.Length;
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] += from + (slope * (i + 1));
        }
    }
}

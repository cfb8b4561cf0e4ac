using NodaTime;
using Trading.Embedded.Market;

namespace Trading.Bench;

/// <summary>Makes the synthetic market of the default size, and a day's minutes, in a fresh process.</summary>
internal sealed class SyntheticBenchmark : IBenchmark
{
    private static readonly LocalDate Day = new(2013, 10, 7);

    /// <inheritdoc/>
    public string Name => "synthetic";

    /// <inheritdoc/>
    public void Prepare(string folder)
    {
    }

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(string folder)
    {
        IBarSource? market = null;
        yield return new Measurement(Name, "500 symbols, 2 years, cold process", Measure.Once(() => market = Make()), "ms", 150);
        yield return new Measurement(Name, "a day's minutes of 72 of them, cold code", Measure.Once(() => Minutes(market!)), "ms", null);
        yield return new Measurement(Name, "500 symbols, 2 years, warm", Measure.Warm(() => Make()), "ms", null);
    }

    private static SyntheticMarket Make()
    {
        var market = new SyntheticMarket(1, Day);
        foreach (var symbol in market.Symbols)
        {
            market.Daily(symbol);
        }

        return market;
    }

    private static void Minutes(IBarSource market)
    {
        foreach (var symbol in market.Symbols.Take(72))
        {
            market.Minutes(symbol, Day);
        }
    }
}

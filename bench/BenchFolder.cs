using System.Globalization;
using System.Text;
using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Scanning;

namespace Trading.Bench;

/// <summary>The folder that the benchmarks of loading and scanning read: 3,000 synthetic stocks of 500 daily bars each.</summary>
internal static class BenchFolder
{
    /// <summary>The number of files.</summary>
    public const int Symbols = 3000;

    /// <summary>The bars in each.</summary>
    public const int Bars = 500;

    /// <summary>The date of the last bar.</summary>
    public static LocalDate Through { get; } = new(2013, 10, 4);

    /// <summary>Writes the files as <c>daily/SYMBOL.csv</c> under <paramref name="folder"/>, the benchmark beside them.</summary>
    public static void Write(string folder, int symbols = Symbols)
    {
        var daily = Directory.CreateDirectory(Path.Combine(folder, "daily")).FullName;
        var benchmarks = Directory.CreateDirectory(Path.Combine(folder, "benchmarks")).FullName;
        var market = new SyntheticMarket(1, Through, symbols);
        foreach (var symbol in market.Symbols)
        {
            File.WriteAllText(Path.Combine(daily, $"{symbol}.csv"), ToCsv(market.Daily(symbol)!));
        }

        File.WriteAllText(Path.Combine(benchmarks, $"{RegimeFilter.Benchmark}.csv"), ToCsv(market.Daily(RegimeFilter.Benchmark)!));
    }

    private static string ToCsv(BarSeries bars)
    {
        var text = new StringBuilder("date,open,high,low,close,volume\n");
        for (var i = bars.Count - Bars; i < bars.Count; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{bars.DateAt(i):uuuu-MM-dd},{bars.Open[i]:0.0000},{bars.High[i]:0.0000},{bars.Low[i]:0.0000},{bars.Close[i]:0.0000},{bars.Volume[i]:0}\n");
        }

        return text.ToString();
    }
}

using System.Globalization;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Market;

public sealed class SharedBarsTests
{
    [SharedDataFact]
    public void Every_real_bar_is_read_and_equals_the_text_to_the_last_bit()
    {
        var folder = new CsvBarFolder(SharedData.Path());
        Assert.Equal(72, folder.Symbols.Count);
        foreach (var symbol in folder.Symbols.Append(Symbol.Parse("SPY")))
        {
            var bars = folder.Daily(symbol)!;
            var file = new[] { "daily", "benchmarks" }.Select(under => SharedData.Path(under, $"{symbol}.csv")).First(File.Exists);
            var rows = File.ReadAllLines(file).Skip(1).Select(row => row.Split(',')).ToArray();

            Assert.Equal(rows.Select(row => row[0]), Enumerable.Range(0, bars.Count).Select(index => bars.DateAt(index).ToString("uuuu-MM-dd", null)));
            Assert.Equal(Column(rows, 1), bars.Open.ToArray());
            Assert.Equal(Column(rows, 2), bars.High.ToArray());
            Assert.Equal(Column(rows, 3), bars.Low.ToArray());
            Assert.Equal(Column(rows, 4), bars.Close.ToArray());
            Assert.Equal(Column(rows, 5), bars.Volume.ToArray());
        }
    }

    private static double[] Column(string[][] rows, int column) => [.. rows.Select(row => double.Parse(row[column], CultureInfo.InvariantCulture))];
}

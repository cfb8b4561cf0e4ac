using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Scanning;
using Trading.Tests.Support;
using Trading.Watchlists;

namespace Trading.Tests.Shared.Scanning;

/// <summary>The scan of the real bars against the reference scanner's candidates, cell by cell.</summary>
public sealed class ReferenceParityTests
{
    private static readonly string[] NotCompared = ["Sector_RS", "Setup_Gap_Reset"];
    private static readonly string[] SixDecimals = ["TrendScore", "AVWAP_Slope"];

    [SharedDataFact]
    public void October2013() => Compare("2013-10-04", "daily_candidates_2013-10-04.csv", ScanSettings.Default);

    [SharedDataFact]
    public void December2015() => Compare("2015-12-22", "daily_candidates_2015-12-22.csv", ScanSettings.Default);

    [SharedDataFact]
    public void October2013WithTheReferencesCalendar() =>
        Compare("2013-10-04", "daily_candidates_2013-10-04.reference-calendar.csv", new ScanSettings { ReferenceCalendar = true });

    private static void Compare(string asOf, string file, ScanSettings settings)
    {
        var date = LocalDatePattern.Iso.Parse(asOf).Value;
        var expected = File.ReadAllLines(SharedData.Path("expected", file));
        var actual = Scan(date, settings);
        Assert.Equal(expected[0], actual[0]);
        Assert.Equal(expected.Select(Symbol), actual.Select(Symbol));
        var columns = expected[0].Split(',');
        for (var row = 1; row < expected.Length; row++)
        {
            CompareRow(columns, expected[row].Split(','), actual[row].Split(','));
        }
    }

    private static void CompareRow(string[] columns, string[] expected, string[] actual)
    {
        Assert.Equal(columns.Length, actual.Length);
        for (var column = 0; column < columns.Length; column++)
        {
            var name = columns[column];
            if (NotCompared.Contains(name))
            {
                continue;
            }

            Assert.True(Same(name, expected[column], actual[column]), $"{expected[2]} {name}: expected {expected[column]}, got {actual[column]}");
        }
    }

    private static bool Same(string name, string expected, string actual)
    {
        if (!expected.Contains('.', StringComparison.Ordinal))
        {
            return expected == actual;
        }

        var (wanted, got) = (double.Parse(expected, CultureInfo.InvariantCulture), double.Parse(actual, CultureInfo.InvariantCulture));
        return SixDecimals.Contains(name) ? Math.Abs(wanted - got) <= 1e-6 * Math.Abs(wanted) : expected == actual;
    }

    private static string Symbol(string line) => line.Split(',')[2];

    private static string[] Scan(LocalDate asOf, ScanSettings settings)
    {
        var folder = new CsvBarFolder(SharedData.Folder!);
        List<BarSeries> market = [.. folder.Symbols.Select(symbol => folder.Daily(symbol)!)];
        var sectors = Sectors.Parse(File.ReadAllBytes(SharedData.Path("sectors.csv")));
        var report = DailyScan.Run(ScanInputs.AfterClose(asOf, "scan", market, benchmark: null, sectors), settings, ScanFilters.None);
        return Encoding.UTF8.GetString(WatchlistFiles.Of(report).Candidates.Span).TrimEnd('\n').Split('\n');
    }
}

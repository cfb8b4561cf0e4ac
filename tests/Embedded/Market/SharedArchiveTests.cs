using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Embedded.Market;

public sealed class SharedArchiveTests
{
    [SharedDataFact]
    public void The_check_finds_the_known_dirt_of_the_real_archive_and_nothing_else()
    {
        var folder = new CsvBarFolder(SharedData.Path());
        var entries = folder.Symbols.Select(symbol => new ArchiveEntry(symbol, folder.Daily(symbol)));
        var report = new ArchiveCheck(ExchangeCalendar.Nyse, ArchiveThresholds.Default with { Lookback = 1258 }).Run(entries, new LocalDate(2017, 9, 1));

        Assert.Equal(72, report.Symbols);
        Assert.Equal(
            ["ABBV late-start", "BABA late-start", "PTR gap"],
            report.Troubled.SelectMany(symbol => symbol.Findings.Select(finding => $"{symbol.Symbol} {finding.Code}")));
        Assert.Equal(new LocalDate(2016, 6, 29), Assert.Single(report.Troubled[^1].Gaps).From);
        Assert.Equal(ArchiveStatus.Warn, report.Status);
    }
}

using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Market.Archive;
using Trading.Scanning;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Market.Archive;

public sealed class ArchiveCodeTests
{
    private static readonly LocalDate Newest = new(2013, 10, 4);
    private static readonly Symbol Aig = Symbol.Parse("AIG");

    [Fact]
    public void Every_series_comes_back_bit_for_bit() => Prop.ForAll(RandomSeries.Market, market =>
    {
        var archive = ArchiveCode.Open(Write(market), "test");
        return archive.Newest == Newest && archive.Bars == market.Sum(bars => bars.Count) && archive.Symbols.SequenceEqual(market.Select(bars => bars.Symbol))
            && Array.TrueForAll(market, bars => SameBars.Are(bars, archive.Find(bars.Symbol)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_bars_are_the_same_bytes() => Prop.ForAll(RandomSeries.Market, market => Write(market).AsSpan().SequenceEqual(Write(market))).QuickCheckThrowOnFailure();

    /// <summary>A change of the form without another schema would make every archive out there unreadable, or worse, readable.</summary>
    [Fact]
    public void The_form_is_the_one_that_was_written_down()
    {
        var bars = new BarSeries(Aig, 2, [15982, 15983], [50.25, 50.5], [51, 51.1], [50, 49.99], [50.5, 51], [1000, 999]);
        Assert.Equal(
            "54524241-52530D0A-0100-6E3E0000-01000000-0200000000000000-07000000-4600000000000000-"
            + "0341494701042A0200DCF90102C24E32D84F14904E01F44E64D00F01",
            Dashed(ArchiveCode.Write(new LocalDate(2013, 10, 4), [new ArchivedBars(bars, IsListed: true)])));
    }

    [Fact]
    [Trait("Bug", "C6.50")]
    public void A_blob_that_was_cut_short_is_refused()
    {
        var whole = Write([Cents(3)]);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<MarketDataException>(() => ArchiveCode.Open(whole.AsMemory(0, length), "daily-2013-10-04-0.bars"));
        }
    }

    [Fact]
    [Trait("Bug", "C6.50")]
    public void A_blob_with_one_bit_changed_is_refused()
    {
        var whole = Write([Cents(3)]);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var changed = whole.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            var fault = Assert.Throws<MarketDataException>(() => ArchiveCode.Open(changed, "daily-2013-10-04-0.bars"));
            Assert.StartsWith("the bar archive daily-2013-10-04-0.bars ", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Message);
        }
    }

    [Fact]
    public void A_symbol_that_is_there_twice_is_not_written() =>
        Assert.Throws<ArgumentException>(() => ArchiveCode.Write(Newest, [new ArchivedBars(Cents(1), IsListed: true), new ArchivedBars(Cents(1), IsListed: true)]));

    [Fact]
    public void What_is_only_compared_with_is_not_listed()
    {
        var archive = ArchiveCode.Open(ArchiveCode.Write(Newest, [new ArchivedBars(Cents(2), IsListed: false)]), "test");
        Assert.Empty(archive.Listed);
        Assert.Equal(2, archive.Find(Aig)!.Count);
        Assert.Null(archive.Find(Symbol.Parse("IBM")));
    }

    /// <summary>The real bars, through the archive and out of the files, scan to the same candidates to the last digit.</summary>
    [SharedDataFact]
    public void The_scan_of_the_archive_is_the_scan_of_the_files()
    {
        var folder = new CsvBarFolder(SharedData.Folder!);
        var date = new LocalDate(2013, 10, 7);
        BarSeries[] files = [.. folder.Symbols.Select(symbol => folder.Daily(symbol, date)).OfType<BarSeries>()];
        var archive = ArchiveCode.Open(Write(files), "test");
        Assert.All(files, bars => Assert.True(SameBars.Are(bars, archive.Find(bars.Symbol))));

        var fromFiles = Scan(date, files, folder.Daily(RegimeFilter.Benchmark, date));
        var fromArchive = Scan(date, [.. archive.All().Select(entry => entry.Bars)], folder.Daily(RegimeFilter.Benchmark, date));
        Assert.NotEmpty(fromFiles.Candidates);
        Assert.Equal(fromFiles.Candidates, fromArchive.Candidates);
        Assert.Equal(fromFiles.Gates, fromArchive.Gates);
    }

    private static ScanReport Scan(LocalDate date, IReadOnlyList<BarSeries> market, BarSeries? benchmark) =>
        DailyScan.Run(ScanInputs.AfterClose(date, "scan-2013-10-07", market, benchmark, Sectors.Unknown), ScanSettings.Default, new ScanFilters(Regime: true, Liquidity: true, Earnings: false));

    private static byte[] Write(IEnumerable<BarSeries> market) => ArchiveCode.Write(Newest, [.. market.Select(bars => new ArchivedBars(bars, IsListed: true))]);

    private static BarSeries Cents(int count)
    {
        double[] Prices(double from) => [.. Enumerable.Range(0, count).Select(i => from + (i * 0.25))];
        return new BarSeries(Aig, count, [.. Enumerable.Range(15980, count)], Prices(50), Prices(51), Prices(49), Prices(50.5), Prices(1000));
    }

    // All but the checksum, by the fields of the header.
    private static string Dashed(byte[] archive)
    {
        int[] fields = [4, 4, 2, 4, 4, 8, 4, 8];
        var (text, at) = (new List<string>(), 0);
        foreach (var field in fields)
        {
            text.Add(Convert.ToHexString(archive, at, field));
            at += field;
        }

        return $"{string.Join('-', text)}-{Convert.ToHexString(archive, at + 4, archive.Length - at - 4)}";
    }
}

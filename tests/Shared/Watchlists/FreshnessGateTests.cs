using System.Text;
using NodaTime;
using Trading.Market;
using Trading.Storage;
using Trading.Tests.Support;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Tests.Shared.Watchlists;

public sealed class FreshnessGateTests
{
    private static readonly LocalDate Today = WatchlistSamples.Date;
    private readonly MemoryStore blobs = new();
    private readonly WatchlistStore store;
    private readonly FreshnessGate gate;

    public FreshnessGateTests()
    {
        store = new WatchlistStore(blobs);
        gate = new FreshnessGate(store, ExchangeCalendar.Nyse);
    }

    [Fact]
    public async Task Todays_watchlist_is_fresh_and_gives_its_candidates()
    {
        await Write(WatchlistSamples.Files(WatchlistSamples.Aig));
        var verdict = await Check();
        Assert.Equal("fresh", verdict.Reason);
        Assert.True(verdict.Fresh);
        Assert.Equal(WatchlistSamples.Aig, Assert.Single(verdict.Candidates));
        Assert.Equal("scan-2013-10-07:AIG", verdict.Candidates[0].CorrelationId);
        Assert.Equal("Watchlist is fresh for today (NY): 1 candidates (2013-10-07)", verdict.Sentence);
    }

    [Fact]
    public async Task An_empty_watchlist_is_fresh_and_buys_nothing()
    {
        await Write(WatchlistSamples.Files());
        var verdict = await Check();
        Assert.True(verdict.Fresh);
        Assert.Empty(verdict.Candidates);
    }

    [Fact]
    public async Task None_is_missing() => await Shut("missing", "Watchlist missing: watchlists/daily_candidates.csv");

    [Theory]
    [InlineData("2013-10-08")]
    [InlineData("2013-10-04")]
    public async Task Another_days_is_of_the_wrong_date(string today)
    {
        await Write(WatchlistSamples.Files(WatchlistSamples.Aig));
        var verdict = await gate.CheckAsync(NodaTime.Text.LocalDatePattern.Iso.Parse(today).Value, default);
        Assert.Equal("wrong_date", verdict.Reason);
        Assert.Equal($"Watchlist is not from today (NY). scan_date=2013-10-07 today={today}", verdict.Sentence);
        Assert.Empty(verdict.Candidates);
    }

    [Fact]
    public async Task Yesterdays_rows_under_todays_manifest_are_of_the_wrong_date()
    {
        var csv = Encoding.UTF8.GetString(WatchlistSamples.Files(WatchlistSamples.Aig).Candidates.Span).Replace("2013-10-07", "2013-10-04", StringComparison.Ordinal);
        await Write(Sealed(csv, rows: 1));
        await Shut("wrong_date", "Watchlist is not from today (NY). scan_date=2013-10-04 today=2013-10-07");
    }

    [Fact]
    public async Task A_copy_of_yesterdays_file_has_the_wrong_hash()
    {
        await Write(WatchlistSamples.Files(WatchlistSamples.Aig));
        await Put("daily_candidates.csv", Encoding.UTF8.GetString(WatchlistSamples.Files().Candidates.Span));
        await Shut("wrong_hash", "Watchlist is not what the scan wrote.");
    }

    [Fact]
    public async Task A_file_changed_after_it_was_fresh_is_noticed()
    {
        await Write(WatchlistSamples.Files(WatchlistSamples.Aig));
        Assert.True((await Check()).Fresh);
        await Put("daily_candidates.csv", Encoding.UTF8.GetString(WatchlistSamples.Files(WatchlistSamples.Aig).Candidates.Span).Replace("48.11", "47.11", StringComparison.Ordinal));
        await Shut("wrong_hash", "Watchlist is not what the scan wrote.");
    }

    [Fact]
    public async Task A_scan_that_died_before_its_manifest_is_incomplete()
    {
        await Put("daily_candidates.csv", "anything");
        await Shut("incomplete", "Watchlist is not complete: manifest.json is missing or cannot be read");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"schemaVersion\":")]
    [InlineData("{\"schemaVersion\":2,\"scanDate\":\"2013-10-07\"}")]
    public async Task A_manifest_that_cannot_be_read_is_incomplete(string manifest)
    {
        await Write(WatchlistSamples.Files(WatchlistSamples.Aig));
        await Put("manifest.json", manifest);
        await Shut("incomplete", "Watchlist is not complete");
    }

    [Fact]
    public async Task Fewer_rows_than_the_manifest_says_are_incomplete()
    {
        await Write(Sealed(Encoding.UTF8.GetString(WatchlistSamples.Files(WatchlistSamples.Aig).Candidates.Span), rows: 2));
        await Shut("incomplete", "Watchlist is not complete. rows=1 expected=2");
    }

    [Fact]
    public async Task A_file_that_is_not_the_candidates_is_incomplete()
    {
        await Write(Sealed("Symbol\nAIG\n", rows: 1));
        await Shut("incomplete", "Watchlist cannot be read: line 1: column SchemaVersion is missing");
    }

    [Fact]
    [Trait("Bug", "AVWAP-6.1")]
    public async Task Old_bars_are_stale_inputs()
    {
        var thursday = WatchlistSamples.Report(WatchlistSamples.Aig) with { NewestBar = new LocalDate(2013, 10, 3) };
        await Write(WatchlistFiles.Of(thursday));
        await Shut("stale_inputs", "Watchlist was made of old bars. newest_bar=2013-10-03 expected=2013-10-04");
    }

    [Fact]
    [Trait("Bug", "AVWAP-6.1")]
    public async Task Mostly_old_bars_are_stale_inputs()
    {
        await Write(WatchlistFiles.Of(WatchlistSamples.Report(WatchlistSamples.Aig) with { StaleInputs = true }));
        await Shut("stale_inputs", "Watchlist was made of old bars.");
    }

    [Fact]
    [Trait("Bug", "C4.35")]
    public async Task No_bars_are_stale_inputs()
    {
        await Write(WatchlistFiles.Of(WatchlistSamples.Report() with { NewestBar = null }));
        await Shut("stale_inputs", "newest_bar=none");
    }

    [Fact]
    [Trait("Bug", "C4.26")]
    public async Task A_store_that_does_not_answer_shuts_the_gate()
    {
        await Write(WatchlistSamples.Files(WatchlistSamples.Aig));
        Assert.True((await Check()).Fresh);
        blobs.Fails = name => name.StartsWith("watchlists/", StringComparison.Ordinal);
        await Shut("unreadable", "Watchlist could not be read");
    }

    [Fact]
    public async Task A_row_that_cannot_be_traded_does_not_shut_the_gate()
    {
        var csv = Encoding.UTF8.GetString(WatchlistSamples.Files(WatchlistSamples.Aig, WatchlistSamples.Aig with { Symbol = Symbol.Parse("IBM") }).Candidates.Span);
        await Write(Sealed(csv.Replace("IBM,Long", "IBM,Short", StringComparison.Ordinal), rows: 2));
        var verdict = await Check();
        Assert.True(verdict.Fresh);
        Assert.Equal("AIG", Assert.Single(verdict.Candidates).Symbol.ToString());
        Assert.Equal("IBM", Assert.Single(verdict.InvalidRows).Symbol);
    }

    private static WatchlistFiles Sealed(string csv, int rows)
    {
        var content = Encoding.UTF8.GetBytes(csv);
        var original = WatchlistSamples.Files(WatchlistSamples.Aig);
        var manifest = Encoding.UTF8.GetString(original.Manifest.Span)
            .Replace(WatchlistFiles.Sha256(original.Candidates.Span), WatchlistFiles.Sha256(content), StringComparison.Ordinal)
            .Replace("\"rows\": 1", $"\"rows\": {rows}", StringComparison.Ordinal);
        return original with { Candidates = content, Manifest = Encoding.UTF8.GetBytes(manifest) };
    }

    private async Task Shut(string reason, string sentence)
    {
        var verdict = await Check();
        Assert.Equal(reason, verdict.Reason);

        Assert.Contains(sentence, verdict.Sentence, StringComparison.Ordinal);
        Assert.False(verdict.Fresh);
        Assert.Empty(verdict.Candidates);
    }

    private async Task<WatchlistVerdict> Check() => await gate.CheckAsync(Today, default);

    private async Task Write(WatchlistFiles files) => await store.WriteAsync(Today, files, default);

    private async Task Put(string name, string text) =>
        await ((IBlobs)blobs).PutAsync(WatchlistStore.Container, name, Encoding.UTF8.GetBytes(text), default);
}

using System.Text;
using System.Text.Json;
using Trading.Market;
using Trading.Storage;
using Trading.Tests.Support;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Tests.Shared.Watchlists;

public sealed class WatchlistStoreTests
{
    private const string EmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private readonly MemoryStore blobs = new();

    [Fact]
    public async Task Three_files_are_kept_under_their_names_and_under_the_date()
    {
        await new WatchlistStore(blobs).WriteAsync(WatchlistSamples.Date, WatchlistSamples.Files(WatchlistSamples.Aig), default);
        var names = (await ((IBlobs)blobs).ListAsync("watchlists", string.Empty, default)).Select(item => item.Name);
        Assert.Equal(
            [
                "2013-10-07/daily_candidates.csv", "2013-10-07/manifest.json", "2013-10-07/tradingview_watchlist.txt",
                "daily_candidates.csv", "manifest.json", "tradingview_watchlist.txt",
            ],
            names);
    }

    [Fact]
    public void The_watchlist_is_one_symbol_a_line_in_ordinal_order()
    {
        var files = WatchlistSamples.Files(
            WatchlistSamples.Aig with { Symbol = Symbol.Parse("T") }, WatchlistSamples.Aig with { Symbol = Symbol.Parse("BRK-A") }, WatchlistSamples.Aig with { Symbol = Symbol.Parse("T") });
        Assert.Equal("BRK-A\nT\n", Encoding.UTF8.GetString(files.Watchlist.Span));
        Assert.Equal(0, WatchlistSamples.Files().Watchlist.Length);
    }

    [Fact]
    public void The_manifest_names_the_scan_and_what_the_files_hold()
    {
        var files = WatchlistSamples.Files(WatchlistSamples.Aig);
        using var manifest = JsonDocument.Parse(files.Manifest);
        var root = manifest.RootElement;
        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("2013-10-07", root.GetProperty("scanDate").GetString());
        Assert.Equal("2013-10-04", root.GetProperty("asOf").GetString());
        Assert.Equal("2013-10-04", root.GetProperty("newestBar").GetString());
        Assert.Equal(1, root.GetProperty("rows").GetInt32());
        Assert.Equal(72, root.GetProperty("symbols").GetProperty("listed").GetInt32());
        Assert.Matches("^[0-9a-f]{64}$", root.GetProperty("candidatesSha256").GetString());
        Assert.Equal(EmptySha256, JsonDocument.Parse(WatchlistSamples.Files().Manifest).RootElement.GetProperty("watchlistSha256").GetString());
    }

    [Fact]
    public async Task A_store_that_fails_at_any_write_leaves_a_watchlist_that_the_gate_refuses()
    {
        var store = new WatchlistStore(blobs);
        var gate = new FreshnessGate(store, ExchangeCalendar.Nyse);
        var monday = WatchlistSamples.Date;
        var tuesday = monday.PlusDays(1);
        var next = WatchlistFiles.Of(WatchlistSamples.Report(WatchlistSamples.Aig) with { ScanDate = tuesday, NewestBar = monday });
        for (var good = 0; good < 6; good++)
        {
            await store.WriteAsync(monday, WatchlistSamples.Files(WatchlistSamples.Aig), default);
            var left = good;
            blobs.Fails = _ => left-- == 0;
            await Assert.ThrowsAsync<StorageException>(async () => await store.WriteAsync(tuesday, next, default));
            blobs.Fails = null;
            Assert.False((await gate.CheckAsync(tuesday, default)).Fresh);
        }

        await store.WriteAsync(tuesday, next, default);
        Assert.True((await gate.CheckAsync(tuesday, default)).Fresh);
    }
}

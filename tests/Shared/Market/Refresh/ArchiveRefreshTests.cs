using NodaTime;
using Trading.Market;
using Trading.Market.Archive;
using Trading.Storage;

namespace Trading.Tests.Shared.Market.Refresh;

public sealed class ArchiveRefreshTests
{
    private static readonly LocalDate Friday = new(2013, 10, 4);
    private static readonly LocalDate Tuesday = new(2013, 10, 8);
    private static readonly Symbol S3 = Symbol.Parse("S0003");
    private static readonly Symbol Spy = Symbol.Parse("SPY");
    private readonly RefreshDesk desk = new();

    [Fact]
    public async Task The_first_night_fetches_everything_benchmarks_included()
    {
        var report = await desk.RunAsync();
        var archive = await desk.ArchiveAsync();
        Assert.Equal((Friday, 21, 21L * 300, 21), (archive.Newest, archive.Symbols.Count, archive.Bars, report.Whole));
        Assert.Equal(20, archive.Listed.Count);
        Assert.DoesNotContain(Spy, archive.Listed);
        Assert.Equal(300, archive.Find(Spy)!.Count);
        Assert.Empty(report.Behind);
        Assert.Null(report.Refusal);
    }

    [Fact]
    public async Task The_next_night_asks_for_the_newest_sessions_alone_and_the_oldest_one_goes()
    {
        await desk.RunAsync();
        var before = await desk.ArchiveAsync();
        desk.Clock.Now = RefreshDesk.Night(Tuesday);
        desk.Feed.Asked.Clear();
        var report = await desk.RunAsync();
        var after = await desk.ArchiveAsync();
        Assert.Equal((new LocalDate(2013, 10, 7), before.Bars, 0), (after.Newest, after.Bars, report.Whole));
        Assert.Equal(before.Find(S3)!.DateAt(1), after.Find(S3)!.DateAt(0));
        Assert.Equal(new LocalDate(2013, 10, 7), after.Find(S3)!.DateAt(299));

        // Ranking, three portions of what is stored, one of the benchmarks that have never had a bar.
        Assert.All(desk.Feed.Asked.Skip(1).Take(3), asked => Assert.Equal(new LocalDate(2013, 9, 30), asked.From));
        Assert.Equal(4, desk.Feed.Asked.Count);
    }

    /// <summary>Whatever came when, the archive is what one fetch of everything gives.</summary>
    [Fact]
    public async Task A_month_of_nights_gives_the_same_archive_as_one_fetch()
    {
        for (var date = new LocalDate(2013, 9, 5); date <= Tuesday; date = date.PlusDays(date.Day % 3 == 0 ? 4 : 1))
        {
            desk.Clock.Now = RefreshDesk.Night(date);
            await desk.RunAsync();
        }

        desk.Clock.Now = RefreshDesk.Night(Tuesday);
        await desk.RunAsync();
        var once = new RefreshDesk();
        once.Clock.Now = RefreshDesk.Night(Tuesday);
        await once.RunAsync();
        Assert.Equal(await once.NameAsync(), await desk.NameAsync());
        Assert.All((await once.ArchiveAsync()).All(), entry => Assert.Equal(300, entry.Bars.Count));
    }

    [Fact]
    public async Task After_a_split_the_symbol_is_fetched_anew_in_full()
    {
        await desk.RunAsync();
        desk.Clock.Now = RefreshDesk.Night(Tuesday);
        desk.Feed.Bars("S0003", date => ((23 + (date.Day % 5 / 4.0)) / 2, 200_000));
        var report = await desk.RunAsync(S3);
        Assert.Equal([S3], report.Adjusted);
        Assert.Equal([S3], report.HeldAdjusted);
        var bars = (await desk.ArchiveAsync()).Find(S3)!;
        Assert.Equal(300, bars.Count);
        for (var i = 0; i < bars.Count; i++)
        {
            Assert.Equal((23 + (bars.DateAt(i).Day % 5 / 4.0)) / 2, bars.Open[i]);
        }
    }

    [Fact]
    public async Task A_symbol_that_was_silent_beyond_the_overlap_is_fetched_anew_too()
    {
        desk.Feed.Bars("S0003", date => date < new LocalDate(2013, 9, 20) || date >= new LocalDate(2013, 10, 7) ? (23, 1000) : null);
        desk.Clock.Now = RefreshDesk.Night(new LocalDate(2013, 9, 30));
        await desk.RunAsync(S3);
        desk.Feed.Bars("S0003", date => date < new LocalDate(2013, 9, 20) || date >= new LocalDate(2013, 10, 7) ? (46, 500) : null);
        desk.Clock.Now = RefreshDesk.Night(Tuesday);
        Assert.Equal(1, (await desk.RunAsync(S3)).Whole);
        Assert.Equal(46, (await desk.ArchiveAsync()).Find(S3)!.Open[0]);
    }

    /// <summary>Volumes are corrected for days; a price that is corrected is no longer the price that was stored.</summary>
    [Fact]
    public async Task A_corrected_volume_is_taken_over_without_fetching_the_history()
    {
        await desk.RunAsync();
        desk.Clock.Now = RefreshDesk.Night(Tuesday);
        desk.Feed.Bars("S0003", date => (23 + (date.Day % 5 / 4.0), 100_007));
        Assert.Empty((await desk.RunAsync()).Adjusted);
        var volume = (await desk.ArchiveAsync()).Find(S3)!.Volume;
        Assert.Equal((100_007, 100_000), (volume[^6], volume[^7]));
    }

    [Fact]
    public async Task A_symbol_without_bars_is_set_aside_tried_again_after_a_week_and_taken_back()
    {
        desk.Feed.Bars("S0003", date => date < new LocalDate(2013, 9, 28) || date >= new LocalDate(2013, 10, 15) ? (23, 1000) : null);
        var report = await desk.RunAsync();
        Assert.Contains(report.Aside, reason => reason.StartsWith("S0003: ", StringComparison.Ordinal));
        Assert.Null((await desk.ArchiveAsync()).Find(S3));
        Assert.Equal(new LocalDate(2013, 10, 11), (await desk.Aside.ListAsync(default)).Single(aside => aside.Symbol == S3).Until);

        desk.Clock.Now = RefreshDesk.Night(new LocalDate(2013, 10, 11));
        Assert.Contains((await desk.RunAsync()).Notes, note => note.StartsWith("S0003: set aside until 2013-10-11: S0003: ", StringComparison.Ordinal));
        desk.Clock.Now = RefreshDesk.Night(new LocalDate(2013, 10, 14));
        Assert.Contains((await desk.RunAsync()).Aside, reason => reason.StartsWith("S0003: ", StringComparison.Ordinal));
        Assert.Equal(new LocalDate(2013, 10, 18), (await desk.Aside.ListAsync(default)).Single(aside => aside.Symbol == S3).Until);

        // The hole of eleven sessions still fails the check; when it has grown old the symbol is back.
        desk.Clock.Now = RefreshDesk.Night(new LocalDate(2014, 10, 20));
        await desk.RunAsync();
        Assert.NotNull((await desk.ArchiveAsync()).Find(S3));
        Assert.DoesNotContain(await desk.Aside.ListAsync(default), aside => aside.Symbol == S3);
    }

    [Fact]
    public async Task What_is_held_stays_in_the_archive_whatever_the_universe_says()
    {
        var held = Symbol.Parse("HELD");
        desk.Feed.Bars("HELD", 10, 100);
        await desk.RunAsync(held);
        var archive = await desk.ArchiveAsync();
        Assert.Equal(300, archive.Find(held)!.Count);
        Assert.DoesNotContain(held, archive.Listed);
    }

    [Theory]
    [InlineData("SPY ends 2013-10-03, and the newest session is 2013-10-04: the feed is behind")]
    [Trait("Bug", "C4.24")]
    public async Task A_benchmark_that_is_behind_keeps_the_archive_of_the_night_before(string refusal)
    {
        await PlaceThursdaysAsync();
        var before = await desk.NameAsync();
        desk.Feed.Bars("SPY", date => date < Friday ? (150 + (date.Day % 7), 1e8) : null);
        Assert.Equal(refusal, (await desk.RunAsync()).Refusal);
        Assert.Equal(before, await desk.NameAsync());

        // Asked again, the feed has it.
        desk.Feed.Bars("SPY", date => (150 + (date.Day % 7), 1e8));
        Assert.Null((await desk.RunAsync()).Refusal);
        Assert.Equal(Friday, (await desk.ArchiveAsync()).Newest);
    }

    [Fact]
    [Trait("Bug", "C4.24")]
    public async Task A_feed_that_gives_too_few_symbols_changes_nothing()
    {
        await PlaceThursdaysAsync();
        var before = await desk.NameAsync();
        foreach (var i in Enumerable.Range(0, 3))
        {
            desk.Feed.Bars($"S{i:0000}", date => date < Friday ? (20.0 + i + (date.Day % 5 / 4.0), 100_000) : null);
        }

        Assert.Equal("3 of 20 symbols to scan are missing, behind or unsound: the feed is in trouble", (await desk.RunAsync()).Refusal);
        Assert.Equal(before, await desk.NameAsync());
        Assert.DoesNotContain(await desk.Aside.ListAsync(default), aside => aside.Symbol.ToString().StartsWith('S') && aside.Symbol != Spy && aside.Symbol.ToString().Length == 5);
    }

    /// <summary>A source that forgets half of the market says nothing about what it forgot.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Bug", "C4.24")]
    public async Task A_universe_that_has_shrunk_overnight_changes_nothing(bool byAssets)
    {
        await desk.RunAsync();
        var before = await desk.NameAsync();
        desk.Clock.Now = RefreshDesk.Night(Tuesday);
        if (byAssets)
        {
            desk.Feed.Assets.RemoveRange(0, 10);
        }
        else
        {
            foreach (var i in Enumerable.Range(0, 10))
            {
                desk.Feed.Bars($"S{i:0000}", _ => null);
            }
        }

        Assert.Equal("10 symbols to scan were found, and the archive has 20: the feed is in trouble; where it is not, set TRADING_UNIVERSE to assets:10", (await desk.RunAsync()).Refusal);
        Assert.Equal(before, await desk.NameAsync());
    }

    [Fact]
    public async Task Prices_that_cannot_be_never_reach_the_archive_even_of_what_is_held()
    {
        desk.Feed.Bars("S0003", date => (date == Friday ? -1 : 23, 1000));
        var report = await desk.RunAsync(S3);
        Assert.Contains(report.Aside, reason => reason.Contains("S0003: the bar of 2013-10-04 has prices", StringComparison.Ordinal));
        Assert.Null((await desk.ArchiveAsync()).Find(S3));
    }

    [Fact]
    public async Task A_damaged_archive_is_fetched_anew_and_told()
    {
        await desk.RunAsync();
        var name = (await desk.NameAsync())!;
        await ((IBlobs)desk.Store).PutAsync(ArchiveStore.Container, name, "nothing"u8.ToArray(), default);
        desk.Clock.Now = RefreshDesk.Night(Tuesday);
        var report = await desk.RunAsync();
        Assert.Contains("is no archive of bars", report.Damage, StringComparison.Ordinal);
        Assert.Equal(300, (await desk.ArchiveAsync()).Find(S3)!.Count);
    }

    [Fact]
    public async Task Old_archives_go_and_the_work_is_cleared()
    {
        for (var date = new LocalDate(2013, 9, 23); date <= Tuesday; date = date.PlusDays(1))
        {
            desk.Clock.Now = RefreshDesk.Night(date);
            await desk.RunAsync();
        }

        var blobs = await ((IBlobs)desk.Store).ListAsync(ArchiveStore.Container, string.Empty, default);
        Assert.Equal(6, blobs.Count);
        Assert.Contains(blobs, blob => blob.Name == ArchiveStore.PointerName);
        Assert.Empty(await ((IRecords)desk.Store).QueryAsync("barprogress", "2013-10-07", string.Empty, default));
    }

    private async Task PlaceThursdaysAsync()
    {
        var monday = desk.Clock.Now;
        desk.Clock.Now = RefreshDesk.Night(Friday);
        await desk.RunAsync();
        desk.Clock.Now = monday;
    }
}

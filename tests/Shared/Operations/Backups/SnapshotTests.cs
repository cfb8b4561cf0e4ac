using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Journal;
using Trading.Operations.Backups;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Operations.Backups;

public sealed class SnapshotTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void Whatever_the_records_an_empty_store_gets_them_back_exactly()
    {
        var keys = Gen.Elements("a", "B", "2013-10-07", "SIM:2013-10-07", "x-1_y.z:9");
        var contents = Gen.Elements("{}", """{"text":"räksmörgås \" 🦐 \n"}""", " { \"a\" : [1,\r\n2] } ", "\"2013-10-07\"", new string('x', 5000));
        var record = from table in Gen.Elements(TableSet.Desk.Tables.Select(table => table.Name).Where(name => name != "journalheads").ToArray())
                     from partition in keys
                     from row in keys
                     from json in contents
                     select (table, partition, row, json);
        var records = record.ListOf().Select(list => list.DistinctBy(one => (one.table, one.partition, one.row)).ToArray());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20131007UL, 3UL), Prop.ForAll(records.ToArbitrary(), all => ComesBackAsync(all).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task Of_several_snapshots_the_newest_in_the_minute_or_before_is_taken()
    {
        using var desk = new BackedStore();
        foreach (var second in new[] { 0, 900, 1801 })
        {
            desk.Clock.Now = BackedStore.Eleven + Duration.FromSeconds(second);
            await desk.TakeAsync();
        }

        Assert.Equal("2013-10-07T15-00-00Z", await desk.Shelf.AtOrBeforeAsync(BackedStore.Eleven, None));
        Assert.Equal("2013-10-07T15-15-00Z", await desk.Shelf.AtOrBeforeAsync(BackedStore.Eleven + Duration.FromMinutes(29), None));
        Assert.Equal("2013-10-07T15-30-01Z", await desk.Shelf.AtOrBeforeAsync(BackedStore.Eleven + Duration.FromMinutes(30), None));
        var none = await Assert.ThrowsAsync<BackupException>(async () => await desk.Shelf.AtOrBeforeAsync(BackedStore.Eleven - Duration.FromMinutes(1), None));
        Assert.Equal("there is no snapshot at or before 2013-10-07T10:59 New York: the oldest is 2013-10-07T15-00-00Z", none.Message);
    }

    [Theory]
    [InlineData("2013-10-07T11:00", "2013-10-07T15:00:00Z")]
    [InlineData("2013-12-09T11:00", "2013-12-09T16:00:00Z")]
    [InlineData("2013-10-07T11:00:30", "2013-10-07T15:00:30Z")]
    [InlineData("2013-10-07T15:00Z", "2013-10-07T15:00:00Z")]
    [InlineData("2013-10-07T15:00:01.5Z", "2013-10-07T15:00:01.5Z")]
    [InlineData("11:00", null)]
    [InlineData("2013-10-07", null)]
    [InlineData("2013-10-07T11:00+02:00", null)]
    [InlineData("2013-03-10T02:30", "2013-03-10T07:30:00Z")]
    [InlineData("9999-12-31T23:59", null)]
    [InlineData("9999-12-31T23:59:59Z", null)]
    [InlineData("-9998-01-01T00:00", null)]
    public void A_time_is_New_York_unless_it_says_Z(string text, string? expected) =>
        Assert.Equal(expected, BackupTime.Parse(text) is { } at ? NodaTime.Text.InstantPattern.ExtendedIso.Format(at) : null);

    [Fact]
    public async Task A_record_that_changes_while_the_tables_are_read_is_looked_at_again()
    {
        using var desk = new BackedStore();
        await desk.Records.PutAsync("books", "SIM", "a", "1", None);
        await desk.Records.PutAsync("runs", "2013-10-07", "a", "1", None);
        var looks = 0;
        desk.Store.Fails = key =>
        {
            // Between books and runs, in the first reading alone: a reader of one pass would have the old one and the new one.
            if (key == "runs/" && looks++ == 0)
            {
                desk.Records.PutAsync("books", "SIM", "a", "2", None).AsTask().GetAwaiter().GetResult();
                desk.Records.PutAsync("runs", "2013-10-07", "a", "2", None).AsTask().GetAwaiter().GetResult();
            }

            return false;
        };
        var taken = await desk.TakeAsync();
        desk.Store.Fails = null;
        Assert.Equal(0, taken.Changed);
        Assert.Equal(3, looks);
        Assert.Equal(await BackedStore.DumpAsync(desk.Records), Lines(await desk.Proof.ProveAsync(taken.Name, None)));
    }

    [Fact]
    public async Task Records_that_never_stand_still_are_counted_in_the_manifest()
    {
        using var desk = new BackedStore();
        var count = 0;
        desk.Store.Fails = key =>
        {
            if (key == "runs/")
            {
                desk.Records.PutAsync("books", "SIM", "a", $"{++count}", None).AsTask().GetAwaiter().GetResult();
            }

            return false;
        };
        Assert.Equal(1, (await desk.TakeAsync()).Changed);
    }

    /// <summary>What was cut short never counts; what counts is whole.</summary>
    [Fact]
    public async Task A_process_that_dies_at_any_call_leaves_a_whole_snapshot_or_none()
    {
        for (var dieAt = 1; ; dieAt++)
        {
            using var desk = new BackedStore();
            await desk.Records.PutAsync("fills", "SIM:2013-10-07", "f1", "{\"price\":1}", None);
            await desk.TellAsync();
            var calls = 0;
            desk.Store.Fails = _ => ++calls >= dieAt;
            using var journal = new JournalWriter(desk.Store, desk.Clock);
            var fault = await Record.ExceptionAsync(async () => await desk.Taker(journal).TakeAsync("backup-state", None));
            desk.Store.Fails = null;
            if (fault is null)
            {
                Assert.True(dieAt > TableSet.Desk.Tables.Count);
                return;
            }

            Assert.IsType<StorageException>(fault);
            Assert.Empty(await desk.Shelf.NamesAsync(string.Empty, None));
            Assert.True((await new JournalCheck(desk.Store, new JournalAnchors(desk.Store)).CheckAsync(null, None)).Intact);
            var again = await desk.TakeAsync();
            Assert.Equal(["fills/SIM:2013-10-07/f1 {\"price\":1}"], Lines(await desk.Proof.ProveAsync(again.Name, None)));
        }
    }

    private static async Task<bool> ComesBackAsync((string Table, string Partition, string Row, string Json)[] all)
    {
        using var desk = new BackedStore();
        foreach (var (table, partition, row, json) in all)
        {
            await desk.Records.PutAsync(table, partition, row, json, None);
        }

        await desk.TellAsync();
        await desk.TakeAsync();
        await desk.TellAsync();
        var target = new MemoryStore(desk.Clock);
        await ExactRestore.RunAsync(await desk.Proof.ProveAsync(BackedStore.Eleven, None), desk.Store, target, target, desk.Clock, None);
        var verdict = await new JournalCheck(target, new JournalAnchors(target)).CheckAsync(null, None);
        return (await BackedStore.DumpAsync(desk.Records)).SequenceEqual(await BackedStore.DumpAsync(target)) && verdict is { Intact: true, Events: 4 };
    }

    private static IEnumerable<string> Lines(ProvedSnapshot proved) =>
        proved.Tables.SelectMany(table => table.Rows.Select(row => $"{table.Table}/{row.Partition}/{row.Row} {row.Json}"));
}

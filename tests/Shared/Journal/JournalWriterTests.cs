using System.Text;
using NodaTime;
using Trading.Journal;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Journal;

public sealed class JournalWriterTests
{
    private static readonly LocalDate Monday = new(2013, 10, 7);

    [Fact]
    public async Task The_first_line_is_this_one()
    {
        using var journal = new JournalFixture();
        await journal.Writer.AppendAsync("order-submitted", "20131007-swing-AIG", new { Symbol = "AIG", Price = 48.5m }, default);
        var line = Assert.Single(await journal.LinesAsync("2013-10-07.jsonl"));
        const string Hashed = """{"sequence":1,"at":"2013-10-07T13:30:00Z","kind":"order-submitted","correlation":"20131007-swing-AIG","data":{"symbol":"AIG","price":48.5},"previous":"0000000000000000000000000000000000000000000000000000000000000000"}""";
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Hashed)));
        Assert.Equal(Hashed[..^1] + ",\"hash\":\"" + hash + "\"}", line);
    }

    [Fact]
    public async Task Sequences_and_hashes_run_through_midnight_and_weekends()
    {
        using var journal = new JournalFixture();
        await journal.WriteAsync(3);
        journal.Clock.Advance(Duration.FromDays(4));
        await journal.WriteAsync(2);
        Assert.Equal(["2013-10-07.jsonl", "2013-10-11.jsonl"], await journal.NamesAsync());
        var monday = await journal.EventsAsync(Monday);
        var friday = await journal.EventsAsync(new LocalDate(2013, 10, 11));
        Assert.Equal([1, 2, 3, 4], monday.Select(one => one.Sequence));
        Assert.Equal(JournalWriter.ClosingKind, monday[^1].Kind);
        Assert.Equal([5, 6], friday.Select(one => one.Sequence));
        Assert.Equal(monday[^1].Hash, friday[0].Previous);
        Assert.True((await journal.Check.CheckAsync(null, default)).Intact);
    }

    [Fact]
    public async Task The_date_is_New_Yorks()
    {
        using var journal = new JournalFixture();
        journal.Clock.Now = Instant.FromUtc(2013, 10, 8, 3, 59, 59);
        await journal.WriteAsync(1);
        journal.Clock.Now = Instant.FromUtc(2013, 10, 8, 4, 0);
        await journal.WriteAsync(1);
        Assert.Equal(["2013-10-07.jsonl", "2013-10-08.jsonl"], await journal.NamesAsync());
    }

    [Fact]
    public async Task A_full_blob_rolls_into_parts_that_list_in_order()
    {
        using var journal = new JournalFixture(mostAppends: 4);
        await journal.WriteAsync(40);
        var names = await journal.NamesAsync();
        Assert.Equal(14, names.Length);
        Assert.Equal(["2013-10-07.jsonl", "2013-10-07.part002.jsonl", "2013-10-07.part003.jsonl"], names[..3]);
        Assert.Equal("2013-10-07.part014.jsonl", names[^1]);
        Assert.Equal(Enumerable.Range(1, 53).Select(i => (long)i), (await journal.EventsAsync(Monday)).Select(one => one.Sequence));
        foreach (var name in names)
        {
            Assert.InRange((await journal.LinesAsync(name)).Count, 1, 4);
        }

        Assert.Equal(53, (await journal.Check.CheckAsync(null, default)).Events);
    }

    [Fact]
    public async Task A_clock_that_goes_back_never_writes_to_an_earlier_blob()
    {
        using var journal = new JournalFixture();
        await journal.WriteAsync(2);
        journal.Clock.Advance(Duration.FromDays(1));
        await journal.WriteAsync(1);
        journal.Clock.Advance(-Duration.FromDays(1));
        await journal.WriteAsync(1);
        using var restarted = new JournalWriter(journal.Store, journal.Clock);
        await restarted.AppendAsync("note", "back", new { }, default);
        Assert.Equal(3, (await journal.EventsAsync(Monday)).Count);
        Assert.Equal([4, 5, 6], (await journal.EventsAsync(Monday.PlusDays(1))).Select(one => one.Sequence));
        Assert.True((await journal.Check.CheckAsync(null, default)).Intact);
    }

    [Fact]
    public async Task A_writer_left_behind_in_yesterdays_blob_does_not_fork_the_chain()
    {
        using var journal = new JournalFixture();
        var slow = new ManualClock(JournalFixture.Morning);
        using var behind = new JournalWriter(journal.Store, slow);
        await journal.WriteAsync(1);
        await behind.AppendAsync("note", "slow", new { }, default);
        journal.Clock.Advance(Duration.FromDays(1));
        await journal.WriteAsync(1);
        await behind.AppendAsync("note", "slow", new { }, default);
        await journal.WriteAsync(1);
        Assert.Equal([4, 5, 6], (await journal.EventsAsync(Monday.PlusDays(1))).Select(one => one.Sequence));
        Assert.True((await journal.Check.CheckAsync(null, default)).Intact);
    }

    [Fact]
    public async Task A_restart_goes_on_where_the_last_writer_ended_even_between_two_blobs()
    {
        using var journal = new JournalFixture(mostAppends: 4);
        await journal.WriteAsync(3);
        var died = false;
        journal.Store.Fails = key => key.Contains("part002", StringComparison.Ordinal) && (died = true);
        await Assert.ThrowsAsync<StorageException>(async () => await journal.WriteAsync(1));
        Assert.True(died);
        journal.Store.Fails = null;
        using var next = new JournalWriter(journal.Store, journal.Clock, 4);
        await next.AppendAsync("note", "again", new { }, default);
        Assert.Equal([1, 2, 3, 4, 5], (await journal.EventsAsync(Monday)).Select(one => one.Sequence));
        Assert.Equal("again", (await journal.EventsAsync(Monday))[^1].Correlation);
        Assert.True((await journal.Check.CheckAsync(null, default)).Intact);
    }

    [Fact]
    public async Task Several_writers_at_once_make_one_chain()
    {
        using var journal = new JournalFixture(mostAppends: 50);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            using var writer = new JournalWriter(journal.Store, journal.Clock, 50);
            for (var i = 0; i < 100; i++)
            {
                await writer.AppendAsync("note", $"{worker}-{i}", new { }, default);
            }
        })));
        var events = await journal.EventsAsync(Monday);
        Assert.Equal(400, events.Count(one => one.Kind == "note"));
        Assert.Equal(400, events.Where(one => one.Kind == "note").Select(one => one.Correlation).Distinct(StringComparer.Ordinal).Count());
        Assert.True((await journal.Check.CheckAsync(null, default)).Intact);
    }

    [Fact]
    public async Task An_append_that_arrived_though_the_store_said_no_is_not_written_again()
    {
        using var journal = new JournalFixture();
        await journal.WriteAsync(1);
        var told = new List<string>();
        using var writer = new JournalWriter(new RepeatingBlobs(journal.Store), journal.Clock, [new Told(told)]);
        await writer.AppendAsync("note", "once", new { }, default);
        Assert.Equal(2, (await journal.EventsAsync(Monday)).Count);
        Assert.Equal(["once"], told);
    }

    [Fact]
    public async Task A_blob_that_was_made_but_never_written_to_is_no_obstacle()
    {
        using var journal = new JournalFixture();
        await journal.Blobs.PutAsync("journal", "2013-10-07.jsonl", default, default);
        await journal.WriteAsync(2);
        Assert.Equal([1, 2], (await journal.EventsAsync(Monday)).Select(one => one.Sequence));
    }

    [Fact]
    public async Task Half_a_line_at_the_end_stops_the_writer()
    {
        using var journal = new JournalFixture();
        await journal.WriteAsync(2);
        var content = (await journal.Blobs.ReadAsync("journal", "2013-10-07.jsonl", default))!.Content;
        await journal.Blobs.PutAsync("journal", "2013-10-07.jsonl", content[..^7], default);
        using var next = new JournalWriter(journal.Store, journal.Clock);
        var fault = await Assert.ThrowsAsync<StorageException>(async () => await next.AppendAsync("note", "x", new { }, default));
        Assert.Contains("half a line", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_head_is_the_stores()
    {
        using var journal = new JournalFixture();
        Assert.Equal((0L, JournalWriter.Genesis), await journal.Writer.HeadAsync(default));
        await journal.WriteAsync(2);
        using var other = new JournalWriter(journal.Store, journal.Clock);
        await other.AppendAsync("note", "x", new { }, default);
        var (events, hash) = await journal.Writer.HeadAsync(default);
        Assert.Equal(3, events);
        Assert.Equal((await journal.EventsAsync(Monday))[^1].Hash, hash);
    }

    private sealed class Told(List<string> told) : IJournalListener
    {
        public void Appended(JournalEvent happened) => told.Add(happened.Correlation);
    }

    // An adapter that sends an append twice when the first answer is lost.
    private sealed class RepeatingBlobs(IBlobs inner) : IBlobs
    {
        public async ValueTask<bool> AppendAsync(string container, string name, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken)
        {
            await inner.AppendAsync(container, name, content, position, cancellationToken);
            return await inner.AppendAsync(container, name, content, position, cancellationToken);
        }

        public ValueTask<StoredBlob?> ReadAsync(string container, string name, CancellationToken cancellationToken) => inner.ReadAsync(container, name, cancellationToken);

        public ValueTask<string> PutAsync(string container, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<string?> WriteIfAsync(string container, string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<BlobItem>> ListAsync(string container, string prefix, CancellationToken cancellationToken) => inner.ListAsync(container, prefix, cancellationToken);

        public ValueTask<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> TryLeaseAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask ReleaseLeaseAsync(string name, string holder, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

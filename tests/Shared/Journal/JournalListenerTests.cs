using NodaTime;
using Trading.Journal;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Journal;

/// <summary>Who listens to the journal hears each event once, as it is stored, and disturbs nobody.</summary>
public sealed class JournalListenerTests
{
    private readonly MemoryStore store = new();
    private readonly ManualClock clock = new(JournalFixture.Morning);
    private readonly Ear ear = new();

    [Fact]
    public async Task Each_event_is_told_in_order_as_it_is_stored_with_those_that_close_a_blob()
    {
        using var writer = new JournalWriter(store, clock, [ear]);
        await writer.AppendAsync("note", "a", new { Number = 1 }, default);
        clock.Advance(Duration.FromDays(1));
        await writer.AppendAsync("note", "b", new { Number = 2 }, default);
        var stored = new List<JournalEvent>();
        await foreach (var one in new JournalReader(store).BetweenAsync(new LocalDate(2013, 10, 7), new LocalDate(2013, 10, 8), default))
        {
            stored.Add(one);
        }

        Assert.Equal(["note", JournalWriter.ClosingKind, "note"], ear.Heard.Select(static one => one.Kind));
        Assert.Equal(stored.Select(static one => (one.Sequence, one.Hash, one.Data.GetRawText())), ear.Heard.Select(static one => (one.Sequence, one.Hash, one.Data.GetRawText())));
    }

    [Fact]
    public async Task What_could_not_be_stored_is_not_told()
    {
        using var writer = new JournalWriter(store, clock, [ear]);
        store.Fails = static _ => true;
        await Assert.ThrowsAsync<StorageException>(async () => await writer.AppendAsync("note", "a", new { }, default));
        Assert.Empty(ear.Heard);
    }

    [Fact]
    public async Task A_race_that_is_lost_tells_nothing_and_the_next_try_tells_once()
    {
        using var writer = new JournalWriter(store, clock, [ear]);
        using var other = new JournalWriter(store, clock);
        await writer.AppendAsync("note", "a", new { }, default);
        await other.AppendAsync("note", "theirs", new { }, default);
        await writer.AppendAsync("note", "b", new { }, default);
        Assert.Equal(["a", "b"], ear.Heard.Select(static one => one.Correlation));
        Assert.Equal(3, ear.Heard[^1].Sequence);
    }

    [Fact]
    public async Task A_listener_that_throws_stops_no_append()
    {
        ear.Throws = true;
        using var writer = new JournalWriter(store, clock, [ear, new Ear { Throws = true }]);
        await writer.AppendAsync("note", "a", new { }, default);
        await writer.AppendAsync("note", "b", new { }, default);
        Assert.Equal(2, (await writer.HeadAsync(default)).Events);
        Assert.Equal(2, ear.Heard.Count);
    }

    private sealed class Ear : IJournalListener
    {
        public List<JournalEvent> Heard { get; } = [];

        public bool Throws { get; set; }

        public void Appended(JournalEvent happened)
        {
            Heard.Add(happened);
            if (Throws)
            {
                throw new InvalidOperationException("the log is full");
            }
        }
    }
}

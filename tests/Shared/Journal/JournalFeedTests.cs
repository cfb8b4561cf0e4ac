using NodaTime;
using Trading.Journal;

namespace Trading.Tests.Shared.Journal;

public sealed class JournalFeedTests
{
    [Fact]
    public async Task It_begins_with_the_newest_and_goes_on_with_what_is_appended()
    {
        using var journal = new JournalFixture();
        using var feed = new JournalFeed(journal.Store);
        await journal.WriteAsync(5);
        Assert.Equal([4, 5], Numbers(await feed.AfterAsync(0, 2, default)));
        await journal.WriteAsync(2);
        Assert.Equal([6, 7], Numbers(await feed.AfterAsync(5, 100, default)));
        Assert.Empty(await feed.AfterAsync(7, 100, default));
    }

    [Fact]
    public async Task It_follows_into_the_next_day()
    {
        using var journal = new JournalFixture();
        using var feed = new JournalFeed(journal.Store);
        await journal.WriteAsync(2);
        Assert.Equal([1, 2], Numbers(await feed.AfterAsync(0, 10, default)));
        journal.Clock.Advance(Duration.FromDays(1));
        await journal.WriteAsync(1);

        // The old day is closed by an event of its own.
        Assert.Equal([3, 4], Numbers(await feed.AfterAsync(2, 10, default)));
    }

    [Fact]
    public async Task What_it_does_not_keep_any_more_is_a_gap()
    {
        using var journal = new JournalFixture();
        using var feed = new JournalFeed(journal.Store);
        await journal.WriteAsync(2_010);
        var events = await feed.AfterAsync(1, 5, default);
        Assert.Equal([11, 12, 13, 14, 15], Numbers(events));
    }

    [Fact]
    public async Task An_empty_journal_has_nothing_to_tell()
    {
        using var journal = new JournalFixture();
        using var feed = new JournalFeed(journal.Store);
        Assert.Empty(await feed.AfterAsync(0, 10, default));
        await journal.WriteAsync(1);
        Assert.Equal([1], Numbers(await feed.AfterAsync(0, 10, default)));
    }

    private static IEnumerable<long> Numbers(IEnumerable<JournalEvent> events) => events.Select(one => one.Sequence);
}

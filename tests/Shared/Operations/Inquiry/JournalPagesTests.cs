using System.Globalization;
using Trading.Journal;
using Trading.Operations.Inquiry;

namespace Trading.Tests.Shared.Operations.Inquiry;

[Collection(RehearsedDays.Name)]
public sealed class JournalPagesTests(RehearsedDays rehearsed) : IDisposable
{
    private readonly LeftBehind desk = rehearsed.Copy();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Bug", "C3.19")]
    public async Task Pages_reach_every_event_once_in_order(bool newestFirst)
    {
        var seen = await AllAsync(new JournalQuery(null, null, null, null, newestFirst, 311));

        var events = await CountAsync();
        Assert.Equal(newestFirst ? Enumerable.Range(1, events).Reverse() : Enumerable.Range(1, events), seen.Select(one => (int)one.Number));
    }

    [Fact]
    public async Task A_kind_a_date_and_a_chain_are_told_apart()
    {
        var booked = await AllAsync(new JournalQuery(null, "fill-booked", null, null, NewestFirst: false, 3));
        Assert.Equal(14, booked.Count);
        Assert.All(booked, one => Assert.Equal("fill-booked", one.Kind));
        Assert.Equal(9, (await AllAsync(new JournalQuery(LeftBehind.First, "fill-booked", null, null, NewestFirst: true, 2))).Count);
        var chain = booked[0].Correlation;
        Assert.All(await AllAsync(new JournalQuery(null, null, chain, null, NewestFirst: false, 5)), one => Assert.Equal(chain, one.Correlation));
    }

    [Fact]
    public async Task What_is_written_next_follows_the_cursor()
    {
        var events = await CountAsync();
        using var writer = new JournalWriter(desk.Store, desk.Clock);
        await writer.AppendAsync("loop-switched", "loop", new { Why = "a test" }, default);

        var page = await new JournalPages(desk.Journal).ReadAsync(new JournalQuery(null, null, null, events, NewestFirst: false, 100), default);

        Assert.Equal(("a test", null), (Assert.Single(page.Events).Sentence, page.Next));
    }

    [Fact]
    public async Task Nothing_is_said_to_be_nothing()
    {
        var page = await new JournalPages(desk.Journal).ReadAsync(new JournalQuery(new(2020, 1, 2), null, null, null, NewestFirst: false, 100), default);

        Assert.Equal((0, null, "nothing of that is in the journal"), (page.Count, page.Next, page.Reason));
    }

    private async Task<int> CountAsync()
    {
        using var writer = new JournalWriter(desk.Store, desk.Clock);
        return (int)(await writer.HeadAsync(default)).Events;
    }

    private async Task<List<EventLine>> AllAsync(JournalQuery query)
    {
        var all = new List<EventLine>();
        var pages = new JournalPages(desk.Journal);
        for (var after = query.After; ;)
        {
            var page = await pages.ReadAsync(query with { After = after }, default);
            Assert.True(page.Count <= query.Limit);
            all.AddRange(page.Events);
            if (page.Next is not { } next)
            {
                return all;
            }

            after = long.Parse(next, CultureInfo.InvariantCulture);
        }
    }
}

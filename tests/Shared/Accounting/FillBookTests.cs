using NodaTime;
using Trading.Accounting;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Accounting;

public sealed class FillBookTests
{
    private readonly MemoryStore store = new();

    [Fact]
    [Trait("Bug", "C2.7")]
    public async Task The_same_execution_is_booked_once_also_by_another_process()
    {
        var fill = Fills.One("AIG", "b10@50", 0);
        var book = new FillBook(store, "paper");
        Assert.True(await book.BookAsync(fill, default));
        Assert.False(await book.BookAsync(fill, default));
        Assert.False(await new FillBook(store, "paper").BookAsync(fill with { Strategy = "other" }, default));
        Assert.Equal(fill, Assert.Single(await new FillBook(store, "paper").OnAsync(Fills.Day, default)));
    }

    [Fact]
    [Trait("Bug", "C5.41")]
    public async Task They_come_in_the_order_of_execution_not_of_ids()
    {
        var book = new FillBook(store, "paper");
        var late = Fills.One("AIG", "b10@50", 9) with { Id = "1" };
        var early = Fills.One("AIG", "b10@50", 3) with { Id = "2" };
        await book.BookAsync(late, default);
        await book.BookAsync(early, default);
        Assert.Equal(["2", "1"], (await book.OnAsync(Fills.Day, default)).Select(fill => fill.Id));
    }

    [Fact]
    public async Task Dates_and_accounts_are_kept_apart()
    {
        var book = new FillBook(store, "paper");
        var fill = Fills.One("AIG", "b10@50", 0);
        await book.BookAsync(fill, default);
        await book.BookAsync(fill with { Id = "next", At = fill.At + Duration.FromDays(2), TradingDate = Fills.Day.PlusDays(2) }, default);
        Assert.Single(await book.OnAsync(Fills.Day, default));
        Assert.Equal(2, (await book.BetweenAsync(Fills.Day, Fills.Day.PlusDays(2), default)).Count);
        Assert.Empty(await new FillBook(store, "live").OnAsync(Fills.Day, default));
    }

    [Fact]
    public async Task Another_process_is_seen()
    {
        var book = new FillBook(store, "paper");
        Assert.Empty(await book.OnAsync(Fills.Day, default));
        await new FillBook(store, "paper").BookAsync(Fills.One("AIG", "b10@50", 0), default);
        Assert.Single(await book.OnAsync(Fills.Day, default));
    }

    [Fact]
    public async Task A_store_that_fails_is_not_an_empty_book()
    {
        store.Fails = key => key.StartsWith("fills/", StringComparison.Ordinal);
        var book = new FillBook(store, "paper");
        await Assert.ThrowsAsync<StorageException>(async () => await book.OnAsync(Fills.Day, default));
        await Assert.ThrowsAsync<StorageException>(async () => await book.BookAsync(Fills.One("AIG", "b10@50", 0), default));
        store.Fails = null;
        Assert.True(await book.BookAsync(Fills.One("AIG", "b10@50", 0), default));
    }
}

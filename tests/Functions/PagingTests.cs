using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Page = Trading.Functions.Http.Page;

namespace Trading.Tests.Functions;

/// <summary>Pages, one after the other, show each item once, whatever comes and goes behind the reader's back.</summary>
public sealed class PagingTests
{
    [Theory]
    [InlineData("", 100, null)]
    [InlineData("?limit=7", 7, null)]
    [InlineData("?limit=1000&after=REQ-7", 1000, "REQ-7")]
    public void A_page_is_asked_for_in_the_query(string query, int limit, string? after) => Assert.Equal(new Page(limit, after), Page.In(Ask(query)));

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=1001")]
    [InlineData("?limit=-1")]
    [InlineData("?limit=ten")]
    [InlineData("?limit=1.5")]
    public void Anything_else_is_asked_wrongly(string query) => Assert.Null(Page.In(Ask(query)));

    [Fact]
    public void A_cursor_has_an_end() => Assert.Null(Page.In(Ask($"?after={new string('x', 201)}")));

    [Fact]
    public void All_pages_together_are_the_list() => Prop.ForAll<NonNegativeInt, PositiveInt, bool>((count, limit, falling) =>
    {
        var rising = Enumerable.Range(0, count.Get % 200).Select(Key).ToList();
        List<string> items = falling ? [.. rising.AsEnumerable().Reverse()] : rising;
        var (shown, after) = (new List<string>(), default(string));
        do
        {
            var (page, next) = new Page(limit.Get, after).Cut(items, static item => item, falling);
            Assert.True(page.Count <= limit.Get);
            shown.AddRange(page);
            after = next;
        }
        while (after is not null);

        Assert.Equal(items, shown);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_item_that_went_away_moves_no_other()
    {
        var (first, next) = new Page(2, null).Cut(new[] { "a", "b", "c", "d" }, static item => item);
        Assert.Equal(["a", "b"], first);
        Assert.Equal("b", next);
        Assert.Equal(["c", "d"], new Page(2, next).Cut(new[] { "a", "c", "d" }, static item => item).Items);
    }

    private static string Key(int number) => number.ToString("D5", CultureInfo.InvariantCulture);

    private static HttpRequest Ask(string query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        return context.Request;
    }
}

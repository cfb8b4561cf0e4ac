using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Trading.Functions.Http;

/// <summary>The part of a long list that a request asks for: <c>?limit=</c> items (100 when left out, at most 1000) behind the cursor <c>?after=</c>, the <c>next</c> of the answer before.</summary>
/// <param name="Limit">The most items.</param>
/// <param name="After">The key of the last item that was shown; null for the first page.</param>
internal readonly record struct Page(int Limit, string? After)
{
    public const int Standard = 100;
    public const int Most = 1000;

    /// <summary>What a route answers, with <see cref="Answer.Wrong"/>, when <see cref="In"/> gives null.</summary>
    public const string Wrong = "limit wants a whole number from 1 to 1000, after the next of the answer before";

    private const int LongestKey = 200;

    /// <summary>The page that a request asks for; null when it asks wrongly.</summary>
    public static Page? In(HttpRequest request)
    {
        var (limit, after) = (request.Query["limit"].ToString(), request.Query["after"].ToString());
        return after.Length > LongestKey ? null
            : limit.Length == 0 ? new Page(Standard, after.Length == 0 ? null : after)
            : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Most ? new Page(number, after.Length == 0 ? null : after)
            : null;
    }

    /// <summary>Cuts the page from a list.</summary>
    /// <param name="items">In the ordinal order of their keys, rising or falling.</param>
    /// <param name="keyOf">A key that no two items share.</param>
    /// <param name="falling">Whether the keys fall, as in a list with the newest first.</param>
    /// <returns>The items, and the cursor of the next page; null when there is none. An item that went away meanwhile moves no other.</returns>
    public (IReadOnlyList<T> Items, string? Next) Cut<T>(IEnumerable<T> items, Func<T, string> keyOf, bool falling = false)
    {
        var (limit, after) = (Limit, After);
        var rest = after is null ? items : items.SkipWhile(item => string.CompareOrdinal(keyOf(item), after) is var order && (falling ? order >= 0 : order <= 0));
        var shown = rest.Take(limit + 1).ToList();
        if (shown.Count <= limit)
        {
            return (shown, null);
        }

        shown.RemoveAt(limit);
        return (shown, keyOf(shown[^1]));
    }
}

using NodaTime;
using Trading.Market;

namespace Trading.Compliance.Conduct;

/// <summary>Something in the desk's conduct that a person is to look at.</summary>
/// <param name="Date">The trading date.</param>
/// <param name="Rule"><c>wash_trade</c>, <c>self_trade</c>, <c>order_to_fill</c>, <c>near_close</c> or <c>unreported</c>.</param>
/// <param name="Symbol">The symbol; null when it is about the whole desk.</param>
/// <param name="Orders">The orders, the first of which names the finding.</param>
/// <param name="Sentence">The facts, one line.</param>
public sealed record Finding(LocalDate Date, string Rule, Symbol? Symbol, IReadOnlyList<string> Orders, string Sentence)
{
    private const int LongestKey = 200;

    /// <summary>The same facts have the same id, however often they are found.</summary>
    public string Id => Key($"{Date:uuuu'-'MM'-'dd}:{Rule}{(Orders.Count == 0 ? string.Empty : ":" + string.Join(':', Orders.Take(2)))}");

    // A broker's id is free text; a record's row is not.
    private static string Key(string text) =>
        string.Concat(text.Take(LongestKey).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' ? letter : '_'));
}

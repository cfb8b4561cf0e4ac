using NodaTime;
using Trading.Market;
using Trading.Orders;

namespace Trading.Risk;

/// <summary>
/// How fast the desk has been entering, computed each time from the entries that were sent, so there is no state to lose and a refused order burns nothing.
/// The entries of one decision count once, and a decision is not counted against itself.
/// </summary>
/// <param name="Tokens">What is left in the bucket over all symbols: it starts full and refills at its capacity a minute.</param>
/// <param name="LastMinute">Entries in the last 60 seconds.</param>
/// <param name="SymbolLastMinute">Entries in the symbol in the last 60 seconds.</param>
/// <param name="SymbolToday">Entries in the symbol this trading date.</param>
/// <param name="Today">Entries this trading date that the broker did not refuse.</param>
/// <param name="NotionalLastMinute">Dollars of entries in the last 60 seconds.</param>
/// <param name="LastEntry">When the last entry in any symbol was sent, UTC.</param>
/// <param name="LastTrade">When the symbol was last entered or sold, UTC.</param>
public readonly record struct RateWindows(
    double Tokens, int LastMinute, int SymbolLastMinute, int SymbolToday, int Today, decimal NotionalLastMinute, Instant? LastEntry, Instant? LastTrade)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    /// <summary>The windows at <paramref name="now"/>, seen from one symbol.</summary>
    public static RateWindows Of(OrderBookView book, RiskLimits limits, Symbol symbol, LocalDate today, Instant now, string? exceptGroup)
    {
        var windows = new RateWindows(limits.EntriesPerMinute, 0, 0, 0, 0, 0m, null, book.LastExit(symbol));
        var entries = book.Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            if (exceptGroup is null || entries[i].Group != exceptGroup)
            {
                windows = windows.After(entries[i], limits.EntriesPerMinute, symbol, today, now);
            }
        }

        return windows with { Tokens = windows.Refilled(limits.EntriesPerMinute, now) };
    }

    private RateWindows After(in SentEntry entry, int capacity, Symbol symbol, LocalDate today, Instant now)
    {
        var same = entry.Symbol == symbol;
        var isToday = entry.Date == today;
        var recent = entry.At > now - Minute;
        return new RateWindows(
            Refilled(capacity, entry.At) - 1,
            LastMinute + (recent ? 1 : 0),
            SymbolLastMinute + (recent && same ? 1 : 0),
            SymbolToday + (isToday && same ? 1 : 0),
            Today + (isToday && !entry.Refused ? 1 : 0),
            NotionalLastMinute + (recent ? entry.Notional : 0m),
            entry.At,
            same && (LastTrade is not { } last || last < entry.At) ? entry.At : LastTrade);
    }

    private double Refilled(int capacity, Instant at) =>
        LastEntry is { } last ? Math.Min(capacity, Tokens + ((at - last).TotalSeconds * capacity / 60)) : capacity;
}

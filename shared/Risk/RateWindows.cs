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
        var (tokens, minute, ofSymbol, symbolToday, all, notional) = ((double)limits.EntriesPerMinute, 0, 0, 0, 0, 0m);
        Instant? lastEntry = null;
        var lastTrade = book.LastExit(symbol);
        foreach (var entry in book.Entries)
        {
            if (exceptGroup is not null && entry.Group == exceptGroup)
            {
                continue;
            }

            var (same, isToday, recent) = (entry.Symbol == symbol, entry.Date == today, entry.At > now - Minute);
            tokens = Refilled(tokens, lastEntry, entry.At, limits.EntriesPerMinute) - 1;
            minute += recent ? 1 : 0;
            ofSymbol += recent && same ? 1 : 0;
            symbolToday += isToday && same ? 1 : 0;
            all += isToday && !entry.Refused ? 1 : 0;
            notional += recent ? entry.Notional : 0m;
            lastEntry = entry.At;
            lastTrade = same && (lastTrade is not { } last || last < entry.At) ? entry.At : lastTrade;
        }

        return new RateWindows(Refilled(tokens, lastEntry, now, limits.EntriesPerMinute), minute, ofSymbol, symbolToday, all, notional, lastEntry, lastTrade);
    }

    private static double Refilled(double tokens, Instant? since, Instant at, int capacity) =>
        since is { } last ? Math.Min(capacity, tokens + ((at - last).TotalSeconds * capacity / 60)) : capacity;
}

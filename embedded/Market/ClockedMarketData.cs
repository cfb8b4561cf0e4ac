using NodaTime;
using Trading.Embedded.Market.Minutes;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Market;

/// <summary>
/// A source of bars as the clock lets it be seen: daily bars of sessions that have closed, minutes that have ended. A quote is the close of today's
/// last ended minute, or else the last daily close. In the answers for many symbols at once, a symbol with a bad bar is left out, as a feed that
/// has no price for it would: one bad file must not take the prices of all the others away. Asked for alone, it throws.
/// </summary>
public sealed class ClockedMarketData(IBarSource source, TimeProvider clock) : IMarketData
{
    private Known? known;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Symbol>> SymbolsAsync(CancellationToken cancellationToken)
    {
        var through = LastClosed();
        var answer = known;
        if (answer?.Through != through)
        {
            known = answer = new Known(through, [.. source.Symbols.Where(symbol => HasBars(symbol, through))]);
        }

        return ValueTask.FromResult(answer.Symbols);
    }

    /// <inheritdoc/>
    public ValueTask<BarSeries?> DailyAsync(Symbol symbol, CancellationToken cancellationToken) => ValueTask.FromResult(source.Daily(symbol, LastClosed()));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>> MinutesAsync(
        IReadOnlyCollection<Symbol> symbols, LocalDate date, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var session = ExchangeCalendar.Nyse.SessionOn(date);
        var answer = new Dictionary<Symbol, IReadOnlyList<MinuteBar>>(symbols.Count);
        foreach (var symbol in symbols)
        {
            if (Ended(symbol, session, now) is { Count: > 0 } minutes)
            {
                answer[symbol] = minutes;
            }
        }

        return ValueTask.FromResult<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>>(answer);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<Symbol, Quote>> QuotesAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var today = ExchangeCalendar.Nyse.SessionOn(NewYork.DateOf(now));
        var through = LastClosed();
        var answer = new Dictionary<Symbol, Quote>(symbols.Count);
        foreach (var symbol in symbols)
        {
            if ((QuoteOf(symbol, Ended(symbol, today, now)) ?? LastClose(symbol, through)) is { } quote)
            {
                answer[symbol] = quote;
            }
        }

        return ValueTask.FromResult<IReadOnlyDictionary<Symbol, Quote>>(answer);
    }

    private LocalDate LastClosed() => ExchangeCalendar.Nyse.LastClosed(clock.Now()).Date;

    // A symbol whose bars are bad is known: whoever asks for them is told what is wrong.
    private bool HasBars(Symbol symbol, LocalDate through)
    {
        try
        {
            return source.Daily(symbol, through) is not null;
        }
        catch (BadBarException)
        {
            return true;
        }
    }

    private MinutesSoFar? Ended(Symbol symbol, Session? session, Instant now)
    {
        if (session is null || now < session.Open)
        {
            return null;
        }

        try
        {
            var minutes = source.Minutes(symbol, session.Date);
            return new MinutesSoFar(minutes, CountEnded(minutes, now));
        }
        catch (BadBarException)
        {
            return null;
        }
    }

    private static int CountEnded(IReadOnlyList<MinuteBar> minutes, Instant now)
    {
        var (from, to) = (0, minutes.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = minutes[middle].End <= now ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    private static Quote? QuoteOf(Symbol symbol, MinutesSoFar? minutes) =>
        minutes is { Count: > 0 } ? new Quote(symbol, new Price(minutes[^1].Close), minutes[^1].End) : null;

    private Quote? LastClose(Symbol symbol, LocalDate through)
    {
        try
        {
            return source.Daily(symbol, through) is { } bars
                && Price.From(bars.Close[^1]) is { } price
                && ExchangeCalendar.Nyse.SessionOn(bars.DateAt(bars.Count - 1)) is { } session
                ? new Quote(symbol, price, session.Close)
                : null;
        }
        catch (BadBarException)
        {
            return null;
        }
    }

    private sealed record Known(LocalDate Through, IReadOnlyList<Symbol> Symbols);
}

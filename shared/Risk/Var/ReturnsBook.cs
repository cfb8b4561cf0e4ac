using NodaTime;
using Trading.Market;
using Trading.Time;

namespace Trading.Risk.Var;

/// <summary>Reads the returns of what is held or may be bought, each symbol once a trading date.</summary>
public sealed class ReturnsBook(IMarketData market, ExchangeCalendar calendar)
{
    private Day? day;

    /// <summary>The table of a trading date with every one of <paramref name="symbols"/> whose bars could be read.</summary>
    /// <param name="symbols">The symbols.</param>
    /// <param name="today">The trading date, New York.</param>
    /// <param name="fault">Told a sentence for each symbol whose bars could not be read: it stays unknown and is asked for again.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async ValueTask<ReturnTable> OfAsync(IEnumerable<Symbol> symbols, LocalDate today, Action<string> fault, CancellationToken cancellationToken)
    {
        var known = day;
        if (known?.Table.Date != today)
        {
            day = known = new Day(new DailyReturns(calendar, today), new ReturnTable(today));
        }

        foreach (var symbol in symbols)
        {
            if (known.Table.Knows(symbol))
            {
                continue;
            }

            try
            {
                var bars = await market.DailyAsync(symbol, cancellationToken).ConfigureAwait(false);
                known.Table.Add(symbol, bars is null ? [] : known.Returns.Of(bars));
            }
            catch (MarketDataException unreadable)
            {
                fault($"daily bars of {symbol} could not be read: {unreadable.Message}");
            }
        }

        return known.Table;
    }

    private sealed record Day(DailyReturns Returns, ReturnTable Table);
}

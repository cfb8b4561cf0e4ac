using NodaTime;
using Trading.Market;
using Trading.Risk;
using Trading.Risk.Drawdowns;
using Trading.Risk.Var;
using Trading.Time;

namespace Trading.Tests.Support;

/// <summary>Daily bars of a symbol that hardly moves: a tenth of a percent up, then down again, with one low for all days.</summary>
internal static class CalmBars
{
    /// <summary>The sessions before a date, oldest first, around a price.</summary>
    public static BarSeries Before(Symbol symbol, LocalDate today, double price = 50, int sessions = 300)
    {
        var days = new int[sessions];
        for (var (i, date) = (sessions - 1, today); i >= 0; i--)
        {
            date = ExchangeCalendar.Nyse.Previous(date).Date;
            days[i] = BarSeries.ToDay(date);
        }

        double[] closes = [.. Enumerable.Range(0, sessions).Select(i => price * (i % 2 == 0 ? 1 : 1.001))];
        double[] Flat(double part) => [.. Enumerable.Repeat(price * part, sessions)];
        return new BarSeries(symbol, sessions, days, closes, Flat(1.01), Flat(0.99), closes, Flat(1000));
    }

    /// <summary>The returns of such symbols.</summary>
    public static ReturnTable Returns(LocalDate today, IEnumerable<Symbol> symbols)
    {
        var table = new ReturnTable(today);
        foreach (var symbol in symbols)
        {
            table.Add(symbol, [.. Enumerable.Range(0, DailyReturns.Sessions).Select(i => i % 2 == 0 ? 0.001 : -0.001)]);
        }

        return table;
    }

    /// <summary>Marks of an account that has neither gained nor lost.</summary>
    public static EquityMarks Marks(LocalDate today, decimal equity = 100_000m) => EquityMarks.Open(null, today, equity, "first reading");

    /// <summary>The desk with everything that the risk checks look at, calm.</summary>
    public static DeskSnapshot Calm(DeskSnapshot desk, IEnumerable<Symbol> symbols) =>
        desk with { Marks = Marks(desk.Date, desk.Account is { Equity: > 0m } account ? account.Equity : 1m), Sectors = SectorMap.Empty, Returns = Returns(desk.Date, symbols) };
}

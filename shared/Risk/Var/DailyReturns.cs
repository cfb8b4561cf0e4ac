using NodaTime;
using Trading.Market;
using Trading.Time;

namespace Trading.Risk.Var;

/// <summary>
/// The sessions that a historical simulation looks back on, and the returns of a symbol over them: close / close of the session before - 1, newest last.
/// A session in which the symbol did not trade counts as no change, and the next return spans it.
/// </summary>
public sealed class DailyReturns
{
    /// <summary>The most sessions looked back on.</summary>
    public const int Sessions = 250;

    /// <summary>The fewest from which a tail is read.</summary>
    public const int Least = 60;

    // A symbol that has not traded for a week would look calm.
    private const int StaleAfter = 5;
    private readonly int[] days;

    /// <summary>The sessions before a trading date: they do not change while it trades.</summary>
    public DailyReturns(ExchangeCalendar calendar, LocalDate today)
    {
        days = new int[Sessions + 1];
        for (var (i, date) = (Sessions, today); i >= 0; i--)
        {
            date = calendar.Previous(date).Date;
            days[i] = BarSeries.ToDay(date);
        }
    }

    /// <summary>The returns known, at most <see cref="Sessions"/>; empty when they are fewer than <see cref="Least"/>, or when the newest bar is older than five sessions.</summary>
    public double[] Of(BarSeries bars)
    {
        var barDays = bars.Days;
        var close = bars.Close;
        var returns = new double[Sessions];
        var (count, last, traded, newest) = (0, 0.0, 0, -1);
        for (var (session, bar) = (0, FirstAt(barDays, days[0])); session < days.Length; session++)
        {
            while (bar < barDays.Length && barDays[bar] < days[session])
            {
                bar++;
            }

            var trades = bar < barDays.Length && barDays[bar] == days[session];
            if (last > 0)
            {
                returns[count++] = trades ? (close[bar] / last) - 1 : 0;
            }

            if (trades)
            {
                (last, newest, traded) = (close[bar], session, traded + 1);
            }
        }

        var isKnown = traded > Least && newest >= Sessions - StaleAfter && Array.TrueForAll(returns, double.IsFinite);
        return isKnown ? returns[..count] : [];
    }

    private static int FirstAt(ReadOnlySpan<int> barDays, int day)
    {
        var found = barDays.BinarySearch(day);
        return found >= 0 ? found : ~found;
    }
}

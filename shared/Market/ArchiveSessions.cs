using NodaTime;
using Trading.Time;

namespace Trading.Market;

/// <summary>The sessions within which gaps are looked for, oldest first, as days since 1970-01-01; the last one is the date of the check.</summary>
internal sealed class ArchiveSessions
{
    private readonly int[] days;

    private ArchiveSessions(int[] days) => this.days = days;

    /// <summary>The sessions.</summary>
    public ReadOnlySpan<int> Days => days;

    /// <summary>The date of the check.</summary>
    public LocalDate AsOf => BarSeries.FromDay(days[^1]);

    /// <summary>The last <paramref name="count"/> sessions up to and including <paramref name="asOf"/>.</summary>
    public static ArchiveSessions UpTo(LocalDate asOf, int count, ExchangeCalendar calendar)
    {
        var found = new int[Math.Max(1, count)];
        var date = asOf.PlusDays(1);
        for (var i = found.Length - 1; i >= 0; i--)
        {
            date = calendar.Previous(date).Date;
            found[i] = BarSeries.ToDay(date);
        }

        return new ArchiveSessions(found);
    }
}

using NodaTime;

namespace Trading.Time;

/// <summary>
/// The sessions of the New York Stock Exchange from 1990 to 2050: holidays and half days by rule, special closures, late openings and early closes by date.
/// Each year is worked out when first asked for; after that a question is a look into a table. Safe for many threads.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">Thrown by each member for a date, or an answer, outside 1990 to 2050.</exception>
public sealed class ExchangeCalendar
{
    private const int FirstYear = 1990;
    private const int LastYear = 2050;

    private readonly SessionYear?[] years = new SessionYear?[LastYear - FirstYear + 1];

    private ExchangeCalendar()
    {
    }

    /// <summary>The calendar of the New York Stock Exchange.</summary>
    public static ExchangeCalendar Nyse { get; } = new();

    /// <summary>The session on <paramref name="date"/>, or null when the exchange is closed all day.</summary>
    public Session? SessionOn(LocalDate date) => YearOf(date).SessionOn(date);

    /// <summary>Why there is no session on <paramref name="date"/> (<c>weekend</c>, or the name of the holiday), or null when there is one.</summary>
    public string? WhyClosed(LocalDate date) => YearOf(date).WhyClosed(date);

    /// <summary>Whether the exchange opens on <paramref name="date"/>.</summary>
    public bool IsSession(LocalDate date) => SessionOn(date) is not null;

    /// <summary>The last session before <paramref name="date"/>.</summary>
    public Session Previous(LocalDate date) => Seek(date, -1);

    /// <summary>The first session after <paramref name="date"/>.</summary>
    public Session Next(LocalDate date) => Seek(date, 1);

    /// <summary>The newest session that has closed at <paramref name="now"/>: its daily bar is the last one anybody can know.</summary>
    public Session LastClosed(Instant now)
    {
        var date = NewYork.DateOf(now);
        return SessionOn(date) is { } today && today.Close <= now ? today : Previous(date);
    }

    /// <summary>The session open at <paramref name="now"/>, or null.</summary>
    public Session? OpenAt(Instant now) => SessionOn(NewYork.DateOf(now)) is { } session && session.Contains(now) ? session : null;

    /// <summary>The number of sessions in (<paramref name="after"/>, <paramref name="through"/>]; zero when <paramref name="through"/> is not later.</summary>
    public int SessionsBetween(LocalDate after, LocalDate through)
    {
        var (from, to) = (YearOf(after), YearOf(through));
        if (through <= after)
        {
            return 0;
        }

        var count = to.CountThrough(through) - from.CountThrough(after);
        for (var year = after.Year; year < through.Year; year++)
        {
            count += Year(year).Count;
        }

        return count;
    }

    private Session Seek(LocalDate date, int step)
    {
        while (true)
        {
            date = date.PlusDays(step);
            if (SessionOn(date) is { } session)
            {
                return session;
            }
        }
    }

    private SessionYear YearOf(LocalDate date) => date.Year is >= FirstYear and <= LastYear
        ? Year(date.Year)
        : throw new ArgumentOutOfRangeException(nameof(date), date, $"the exchange calendar knows the years {FirstYear} to {LastYear}");

    // Two threads may work the same year out at once: the results are equal, and one of them stays.
    private SessionYear Year(int year) => Volatile.Read(ref years[year - FirstYear]) ?? Make(year);

    private SessionYear Make(int year)
    {
        var made = new SessionYear(year);
        return Interlocked.CompareExchange(ref years[year - FirstYear], made, null) ?? made;
    }
}

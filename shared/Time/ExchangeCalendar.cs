using NodaTime;

namespace Trading.Time;

/// <summary>The sessions of the New York Stock Exchange.</summary>
public sealed class ExchangeCalendar
{
    /// <summary>The calendar of the New York Stock Exchange.</summary>
    public static ExchangeCalendar Nyse { get; } = new();

    private readonly string weekend = "weekend";

    private ExchangeCalendar()
    {
    }

    /// <summary>The session on <paramref name="date"/>, or null when the exchange is closed all day.</summary>
    public Session? SessionOn(LocalDate date) => WhyClosed(date) is null
        ? new Session(date, NewYork.At(date, new LocalTime(9, 30)), NewYork.At(date, new LocalTime(16, 0)), null)
        : null;

    /// <summary>Why there is no session on <paramref name="date"/> (a weekend, the name of the holiday), or null when there is one.</summary>
    public string? WhyClosed(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? weekend : null;

    /// <summary>Whether the exchange opens on <paramref name="date"/>.</summary>
    public bool IsSession(LocalDate date) => WhyClosed(date) is null;

    /// <summary>The last session before <paramref name="date"/>.</summary>
    public Session Previous(LocalDate date)
    {
        do
        {
            date = date.PlusDays(-1);
        }
        while (!IsSession(date));

        return SessionOn(date)!;
    }

    /// <summary>The first session after <paramref name="date"/>.</summary>
    public Session Next(LocalDate date)
    {
        do
        {
            date = date.PlusDays(1);
        }
        while (!IsSession(date));

        return SessionOn(date)!;
    }

    /// <summary>The newest session that has closed at <paramref name="now"/>: its daily bar is the last one anybody can know.</summary>
    public Session LastClosed(Instant now)
    {
        var date = NewYork.DateOf(now);
        return SessionOn(date) is { } today && today.Close <= now ? today : Previous(date);
    }

    /// <summary>The session open at <paramref name="now"/>, or null.</summary>
    public Session? OpenAt(Instant now) => SessionOn(NewYork.DateOf(now)) is { } session && session.Contains(now) ? session : null;

    /// <summary>The number of sessions in (<paramref name="after"/>, <paramref name="through"/>].</summary>
    public int SessionsBetween(LocalDate after, LocalDate through)
    {
        var count = 0;
        for (var date = after.PlusDays(1); date <= through; date = date.PlusDays(1))
        {
            count += IsSession(date) ? 1 : 0;
        }

        return count;
    }
}

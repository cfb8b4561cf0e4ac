using NodaTime;

namespace Trading.Time;

/// <summary>
/// The sessions since 1990 that opened late or closed early: the half days by rule, and the rest by date.
/// Halts in the middle of a session are not hours, and the quarter of an hour added on 2009-07-02 for orders caught in a fault is left out:
/// it was no regular session. A close that nobody foresaw stands here like any other: a rehearsal of such a day knows it from the morning on.
/// </summary>
internal static class UnusualHours
{
    private static readonly LocalTime One = new(13, 0);
    private static readonly LocalTime Two = new(14, 0);

    private static readonly (LocalDate Date, SessionHours Hours)[] Days =
    [
        (new(1990, 12, 27), SessionHours.From(new(11, 0), "Transformer explosion")),
        (new(1991, 1, 17), SessionHours.From(new(9, 31), "Minute of silence for the troops in the Gulf")),
        (new(1991, 2, 25), SessionHours.From(new(9, 31), "Minute of silence for the troops in the Gulf")),
        (new(1994, 2, 11), SessionHours.Until(new(14, 30), "Snowstorm")),
        (new(1995, 12, 18), SessionHours.From(new(10, 30), "Computer fault")),
        (new(1996, 1, 8), new SessionHours(new(11, 0), Two, "Snowstorm")),
        (new(1997, 10, 27), SessionHours.Until(new(15, 30), "Circuit breaker")),
        (new(1997, 12, 26), SessionHours.Until(One, "Day after Christmas")),
        (new(2001, 9, 17), SessionHours.From(new(9, 33), "Silence for the victims of September 11")),
        (new(2001, 10, 8), SessionHours.From(new(9, 31), "Minute of silence for the troops in Afghanistan")),
        (new(2002, 9, 11), SessionHours.From(new(12, 0), "Anniversary of September 11")),
        (new(2003, 3, 20), SessionHours.From(new(9, 32), "Silence for the troops in Iraq")),
        (new(2003, 12, 26), SessionHours.Until(One, "Day after Christmas")),
        (new(2004, 6, 7), SessionHours.From(new(9, 32), "Silence for President Reagan")),
        (new(2005, 6, 1), SessionHours.Until(new(15, 56), "Communication fault")),
        (new(2006, 12, 27), SessionHours.From(new(9, 32), "Silence for President Ford")),
    ];

    /// <summary>The unusual hours of <paramref name="year"/>; a date may be a weekend or a holiday, which then stands.</summary>
    public static IEnumerable<(LocalDate Date, SessionHours Hours)> Of(int year)
    {
        if (AroundIndependenceDay(year) is { } half)
        {
            yield return half;
        }

        // Not a half day before 1992; the half days ended at 14:00 until 1993.
        if (year >= 1992)
        {
            yield return (Holidays.Thanksgiving(year).PlusDays(1), SessionHours.Until(EarlyClose(year), "Day after Thanksgiving"));
        }

        // On a Friday it is Christmas Day observed.
        yield return (new(year, 12, 24), SessionHours.Until(EarlyClose(year), "Christmas Eve"));

        foreach (var day in Days)
        {
            if (day.Date.Year == year)
            {
                yield return day;
            }
        }
    }

    private static LocalTime EarlyClose(int year) => year < 1993 ? Two : One;

    // Half days since 1995: the eve when both it and the holiday are weekdays. Until 2012 a holiday on a Thursday gave the Friday after it instead.
    private static (LocalDate Date, SessionHours Hours)? AroundIndependenceDay(int year) => new LocalDate(year, 7, 4) switch
    {
        _ when year < 1995 => null,
        { DayOfWeek: IsoDayOfWeek.Thursday } day when year < 2013 => (day.PlusDays(1), SessionHours.Until(One, "Day after Independence Day")),
        { DayOfWeek: IsoDayOfWeek.Tuesday or IsoDayOfWeek.Wednesday or IsoDayOfWeek.Thursday or IsoDayOfWeek.Friday } day =>
            (day.PlusDays(-1), SessionHours.Until(One, "Day before Independence Day")),
        _ => null,
    };
}

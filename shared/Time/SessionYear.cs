using NodaTime;

namespace Trading.Time;

/// <summary>One year of the exchange, worked out once: each day's session or the reason why there is none.</summary>
internal sealed class SessionYear
{
    private readonly Session?[] sessions;
    private readonly string?[] reasons;
    private readonly short[] countThrough;

    /// <summary>Works the year out.</summary>
    public SessionYear(int year)
    {
        var first = new LocalDate(year, 1, 1);
        var days = first.Calendar.GetDaysInYear(year);
        (sessions, reasons, countThrough) = (new Session?[days], new string?[days], new short[days]);
        MarkClosed(year);

        var hours = new SessionHours?[days];
        foreach (var (date, unusual) in UnusualHours.Of(year))
        {
            hours[date.DayOfYear - 1] = unusual;
        }

        short count = 0;
        for (var (day, date) = (0, first); day < days; day++, date = date.PlusDays(1))
        {
            if (date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
            {
                reasons[day] = "weekend";
            }
            else if (reasons[day] is null)
            {
                sessions[day] = Open(date, hours[day] ?? SessionHours.Usual);
                count++;
            }

            countThrough[day] = count;
        }
    }

    /// <summary>The session on a day of this year, or null.</summary>
    public Session? SessionOn(LocalDate date) => sessions[date.DayOfYear - 1];

    /// <summary>Why there is none on a day of this year, or null.</summary>
    public string? WhyClosed(LocalDate date) => reasons[date.DayOfYear - 1];

    /// <summary>The year's sessions up to and including a day of it.</summary>
    public int CountThrough(LocalDate date) => countThrough[date.DayOfYear - 1];

    /// <summary>The year's sessions.</summary>
    public int Count => countThrough[^1];

    private static Session Open(LocalDate date, SessionHours hours) =>
        new(date, NewYork.At(date, hours.Open), NewYork.At(date, hours.Close), hours.Note);

    private void MarkClosed(int year)
    {
        foreach (var (date, reason) in Holidays.Of(year).Concat(SpecialClosures.Of(year)))
        {
            reasons[date.DayOfYear - 1] = reason;
        }
    }
}

using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The New York dates that a request asks for: <c>?date=</c> with yyyy-MM-dd, today, yesterday (the session before today) or week (from Monday on), or <c>?days=N</c> up to today.</summary>
/// <param name="First">The first date.</param>
/// <param name="Last">The last date.</param>
/// <param name="IsSpan">Whether several were asked for, even if they come to one.</param>
internal readonly record struct DaysAsked(LocalDate First, LocalDate Last, bool IsSpan)
{
    /// <summary>The most days that one request reads.</summary>
    public const int Most = 400;

    public const string Wrong = "date wants yyyy-MM-dd, today, yesterday or week (New York dates); days wants a whole number from 1 to 400; not both";

    /// <summary>The dates; <paramref name="standard"/> when none are given; null when what is given cannot be read.</summary>
    public static DaysAsked? In(HttpRequest request, TimeProvider clock, LocalDate standard)
    {
        var (date, days) = (request.Query["date"].ToString(), request.Query["days"].ToString());
        var today = NewYork.DateOf(clock.Now());
        return (date.Length, days.Length) switch
        {
            (0, 0) => One(standard),
            (> 0, > 0) => null,
            (0, _) => int.TryParse(days, out var count) && count is >= 1 and <= Most ? new DaysAsked(today.PlusDays(1 - count), today, true) : null,
            _ => Named(date, today),
        };
    }

    private static DaysAsked? Named(string date, LocalDate today) => date switch
    {
        "today" => One(today),
        "yesterday" => One(ExchangeCalendar.Nyse.Previous(today).Date),
        "week" => new DaysAsked(today.PlusDays(1 - (int)today.DayOfWeek), today, true),
        _ => LocalDatePattern.Iso.Parse(date) is { Success: true, Value: var parsed } ? One(parsed) : null,
    };

    private static DaysAsked One(LocalDate date) => new(date, date, false);
}

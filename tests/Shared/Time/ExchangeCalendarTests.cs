using NodaTime;
using NodaTime.Text;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Time;

public sealed class ExchangeCalendarTests
{
    private static readonly ExchangeCalendar Nyse = ExchangeCalendar.Nyse;

    [Theory]
    [InlineData(1990, "01-01 02-19 04-13 05-28 07-04 09-03 11-22 12-25")]
    [InlineData(1993, "01-01 02-15 04-09 05-31 07-05 09-06 11-25 12-24")]
    [InlineData(1994, "02-21 04-01 04-27 05-30 07-04 09-05 11-24 12-26")]
    [InlineData(1998, "01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25")]
    [InlineData(1999, "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24")]
    [InlineData(2001, "01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25")]
    [InlineData(2004, "01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24")]
    [InlineData(2007, "01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25")]
    [InlineData(2011, "01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26")]
    [InlineData(2012, "01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25")]
    [InlineData(2015, "01-01 01-19 02-16 04-03 05-25 07-03 09-07 11-26 12-25")]
    [InlineData(2018, "01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25")]
    [InlineData(2021, "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24")]
    [InlineData(2022, "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26")]
    [InlineData(2023, "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25")]
    [InlineData(2024, "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25")]
    [InlineData(2025, "01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25")]
    [InlineData(2026, "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25")]
    [InlineData(2027, "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24")]
    [InlineData(2028, "01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25")]
    public void The_weekdays_without_a_session_are_those_that_the_exchange_announced(int year, string announced)
    {
        var closed = DaysOf(year).Where(date => !Nyse.IsSession(date) && !IsWeekend(date)).Select(date => $"{date.Month:00}-{date.Day:00}");
        Assert.Equal(announced, string.Join(' ', closed));
    }

    [Theory]
    [InlineData("1990-1999", "253 253 254 253 252 252 254 253 252 252")]
    [InlineData("2000-2009", "252 248 252 252 252 252 251 251 253 252")]
    [InlineData("2010-2019", "252 252 250 252 252 252 252 251 251 252")]
    [InlineData("2020-2025", "253 252 251 250 252 250")]
    public void Each_past_year_has_as_many_sessions_as_were_held(string years, string held)
    {
        var (first, last) = (int.Parse(years[..4]), int.Parse(years[5..]));
        Assert.Equal(held, string.Join(' ', Enumerable.Range(first, last - first + 1).Select(year => DaysOf(year).Count(Nyse.IsSession))));
    }

    [Theory]
    [InlineData("2013-11-28", "Thanksgiving Day")]
    [InlineData("2021-12-24", "Christmas Day (observed)")]
    [InlineData("2016-12-26", "Christmas Day (observed)")]
    [InlineData("2012-10-30", "Hurricane Sandy")]
    [InlineData("2025-01-09", "Day of mourning for President Carter")]
    [InlineData("2013-11-30", "weekend")]
    [InlineData("2022-06-20", "Juneteenth (observed)")]
    [InlineData("2021-06-18", null)]
    [InlineData("1997-01-20", null)]
    [InlineData("2021-12-31", null)]
    [InlineData("2027-12-31", null)]
    [InlineData("2014-10-13", null)]
    [InlineData("2014-11-11", null)]
    public void A_closed_day_says_why(string date, string? why)
    {
        Assert.Equal(why, Nyse.WhyClosed(Date(date)));
        Assert.Equal(why is null, Nyse.SessionOn(Date(date)) is not null);
    }

    [SharedDataFact]
    [Trait("Bug", "C5.37")]
    public void Five_years_of_sessions_are_the_dates_of_the_benchmark_bars()
    {
        var (first, last) = (new LocalDate(2012, 9, 4), new LocalDate(2017, 9, 1));
        var bars = File.ReadLines(SharedData.Path("benchmarks", "SPY.csv")).Skip(1)
            .Select(line => Date(line[..10])).Where(date => date >= first && date <= last).ToList();
        var sessions = Days(first, last).Where(Nyse.IsSession).ToList();
        Assert.Equal(1258, bars.Count);
        Assert.Equal(bars, sessions);
    }

    [Fact]
    public void The_neighbours_of_a_session_are_sessions_and_nothing_lies_between()
    {
        Assert.Equal(new LocalDate(2001, 9, 10), Nyse.Previous(new LocalDate(2001, 9, 17)).Date);
        Assert.Equal(new LocalDate(2001, 9, 17), Nyse.Next(new LocalDate(2001, 9, 10)).Date);
        Assert.Equal(new LocalDate(2012, 12, 31), Nyse.Previous(new LocalDate(2013, 1, 2)).Date);
        Assert.Equal(new LocalDate(2013, 11, 29), Nyse.Next(new LocalDate(2013, 11, 28)).Date);
    }

    [Theory]
    [InlineData("2013-10-04", "2013-10-04", 0)]
    [InlineData("2013-10-04", "2013-10-07", 1)]
    [InlineData("2013-10-07", "2013-10-04", 0)]
    [InlineData("2013-11-27", "2013-11-29", 1)]
    [InlineData("2012-12-31", "2013-12-31", 252)]
    [InlineData("2000-12-29", "2003-01-03", 502)]
    public void Sessions_are_counted_after_the_first_date_and_through_the_second(string after, string through, int sessions) =>
        Assert.Equal(sessions, Nyse.SessionsBetween(Date(after), Date(through)));

    [Fact]
    public void The_last_closed_session_changes_at_the_close_and_not_before()
    {
        var friday = Nyse.SessionOn(new LocalDate(2013, 11, 29))!;
        Assert.Equal(new LocalDate(2013, 11, 27), Nyse.LastClosed(friday.Close - Duration.Epsilon).Date);
        Assert.Equal(friday.Date, Nyse.LastClosed(friday.Close).Date);
        Assert.Equal(friday.Date, Nyse.LastClosed(NewYork.At(new LocalDate(2013, 12, 2), new LocalTime(15, 59))).Date);
    }

    [Fact]
    [Trait("Bug", "C5.37")]
    public void The_exchange_is_open_from_the_opening_instant_to_just_before_the_close()
    {
        var session = Nyse.SessionOn(new LocalDate(2014, 3, 10))!;
        Assert.Null(Nyse.OpenAt(session.Open - Duration.Epsilon));
        Assert.Equal(session, Nyse.OpenAt(session.Open));
        Assert.Equal(session, Nyse.OpenAt(session.Close - Duration.Epsilon));
        Assert.Null(Nyse.OpenAt(session.Close));
    }

    [Theory]
    [InlineData("1989-12-29")]
    [InlineData("2051-01-03")]
    public void A_year_that_the_calendar_does_not_know_is_refused(string date)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Nyse.SessionOn(Date(date)));
        Assert.Contains("1990 to 2050", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Nyse.Previous(new LocalDate(1990, 1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Nyse.SessionsBetween(new LocalDate(2013, 1, 2), Date(date)));
    }

    private static IEnumerable<LocalDate> DaysOf(int year) => Days(new LocalDate(year, 1, 1), new LocalDate(year, 12, 31));

    private static IEnumerable<LocalDate> Days(LocalDate first, LocalDate last)
    {
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            yield return date;
        }
    }

    private static bool IsWeekend(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;
}

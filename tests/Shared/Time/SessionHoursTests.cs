using NodaTime;
using NodaTime.Text;
using Trading.Time;

namespace Trading.Tests.Shared.Time;

public sealed class SessionHoursTests
{
    private static readonly ExchangeCalendar Nyse = ExchangeCalendar.Nyse;

    /// <summary>Every session from 1990 to 2028 that did not, or will not, run from 09:30 to 16:00.</summary>
    private const string Unusual = """
        1990-12-24 09:30-14:00, 1990-12-27 11:00-16:00, 1991-01-17 09:31-16:00, 1991-02-25 09:31-16:00, 1991-12-24 09:30-14:00,
        1992-11-27 09:30-14:00, 1992-12-24 09:30-14:00, 1993-11-26 09:30-13:00, 1994-02-11 09:30-14:30, 1994-11-25 09:30-13:00,
        1995-07-03 09:30-13:00, 1995-11-24 09:30-13:00, 1995-12-18 10:30-16:00, 1996-01-08 11:00-14:00, 1996-07-05 09:30-13:00,
        1996-11-29 09:30-13:00, 1996-12-24 09:30-13:00, 1997-07-03 09:30-13:00, 1997-10-27 09:30-15:30, 1997-11-28 09:30-13:00,
        1997-12-24 09:30-13:00, 1997-12-26 09:30-13:00, 1998-11-27 09:30-13:00, 1998-12-24 09:30-13:00, 1999-11-26 09:30-13:00,
        2000-07-03 09:30-13:00, 2000-11-24 09:30-13:00, 2001-07-03 09:30-13:00, 2001-09-17 09:33-16:00, 2001-10-08 09:31-16:00,
        2001-11-23 09:30-13:00, 2001-12-24 09:30-13:00, 2002-07-05 09:30-13:00, 2002-09-11 12:00-16:00, 2002-11-29 09:30-13:00,
        2002-12-24 09:30-13:00, 2003-03-20 09:32-16:00, 2003-07-03 09:30-13:00, 2003-11-28 09:30-13:00, 2003-12-24 09:30-13:00,
        2003-12-26 09:30-13:00, 2004-06-07 09:32-16:00, 2004-11-26 09:30-13:00, 2005-06-01 09:30-15:56, 2005-11-25 09:30-13:00,
        2006-07-03 09:30-13:00, 2006-11-24 09:30-13:00, 2006-12-27 09:32-16:00, 2007-07-03 09:30-13:00, 2007-11-23 09:30-13:00,
        2007-12-24 09:30-13:00, 2008-07-03 09:30-13:00, 2008-11-28 09:30-13:00, 2008-12-24 09:30-13:00, 2009-11-27 09:30-13:00,
        2009-12-24 09:30-13:00, 2010-11-26 09:30-13:00, 2011-11-25 09:30-13:00, 2012-07-03 09:30-13:00, 2012-11-23 09:30-13:00,
        2012-12-24 09:30-13:00, 2013-07-03 09:30-13:00, 2013-11-29 09:30-13:00, 2013-12-24 09:30-13:00, 2014-07-03 09:30-13:00,
        2014-11-28 09:30-13:00, 2014-12-24 09:30-13:00, 2015-11-27 09:30-13:00, 2015-12-24 09:30-13:00, 2016-11-25 09:30-13:00,
        2017-07-03 09:30-13:00, 2017-11-24 09:30-13:00, 2018-07-03 09:30-13:00, 2018-11-23 09:30-13:00, 2018-12-24 09:30-13:00,
        2019-07-03 09:30-13:00, 2019-11-29 09:30-13:00, 2019-12-24 09:30-13:00, 2020-11-27 09:30-13:00, 2020-12-24 09:30-13:00,
        2021-11-26 09:30-13:00, 2022-11-25 09:30-13:00, 2023-07-03 09:30-13:00, 2023-11-24 09:30-13:00, 2024-07-03 09:30-13:00,
        2024-11-29 09:30-13:00, 2024-12-24 09:30-13:00, 2025-07-03 09:30-13:00, 2025-11-28 09:30-13:00, 2025-12-24 09:30-13:00,
        2026-11-27 09:30-13:00, 2026-12-24 09:30-13:00, 2027-11-26 09:30-13:00, 2028-07-03 09:30-13:00, 2028-11-24 09:30-13:00
        """;

    [Fact]
    public void The_sessions_with_unusual_hours_are_exactly_the_known_ones()
    {
        var found = Sessions(1990, 2028).Where(session => Hours(session) != "09:30-16:00").Select(session => $"{session.Date:uuuu-MM-dd} {Hours(session)}");
        Assert.Equal(Unusual.Replace("\n", " ", StringComparison.Ordinal), string.Join(", ", found));
    }

    [Fact]
    public void A_session_says_why_its_hours_are_unusual_and_otherwise_nothing()
    {
        Assert.All(Sessions(1990, 2050), session => Assert.Equal(Hours(session) == "09:30-16:00", session.Note is null));
        Assert.Equal("Day after Thanksgiving: closes at 13:00", On(2013, 11, 29).Note);
        Assert.Equal("Snowstorm: opens at 11:00, closes at 14:00", On(1996, 1, 8).Note);
        Assert.Equal("Anniversary of September 11: opens at 12:00", On(2002, 9, 11).Note);
    }

    [Fact]
    public void A_usual_session_has_390_minutes_and_a_half_day_210()
    {
        Assert.Equal(390, On(2013, 10, 7).Minutes);
        Assert.Equal(210, On(2013, 11, 29).Minutes);
    }

    [Theory]
    [InlineData(2014, 3, 7, 14, 30)]
    [InlineData(2014, 3, 10, 13, 30)]
    [InlineData(2014, 10, 31, 13, 30)]
    [InlineData(2014, 11, 3, 14, 30)]
    public void The_opening_instant_follows_the_clock_changes(int year, int month, int day, int utcHour, int utcMinute) =>
        Assert.Equal(Instant.FromUtc(year, month, day, utcHour, utcMinute), On(year, month, day).Open);

    [Fact]
    [Trait("Bug", "C5.37")]
    public void Every_session_of_the_whole_range_opens_and_closes_on_its_own_date_in_New_York() =>
        Assert.All(Sessions(1990, 2050), session => Assert.True(
            NewYork.DateOf(session.Open) == session.Date && NewYork.DateOf(session.Close) == session.Date && session.Minutes is >= 180 and <= 390));

    private static IEnumerable<Session> Sessions(int first, int last)
    {
        for (var session = Nyse.Next(new LocalDate(first, 1, 1)); ; session = Nyse.Next(session.Date))
        {
            yield return session;
            if (session.Date >= new LocalDate(last, 12, 29))
            {
                yield break;
            }
        }
    }

    private static Session On(int year, int month, int day) => Nyse.SessionOn(new LocalDate(year, month, day))!;

    private static string Hours(Session session) => $"{Text(session.Open)}-{Text(session.Close)}";

    private static string Text(Instant instant) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(NewYork.TimeOf(instant).TimeOfDay);
}

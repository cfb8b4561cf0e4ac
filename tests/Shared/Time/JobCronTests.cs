using NCrontab;
using NodaTime;
using Trading.Time;

namespace Trading.Tests.Shared.Time;

/// <summary>The UTC timers against the New York windows, with the parser that the hosts use.</summary>
public sealed class JobCronTests
{
    private static readonly ExchangeCalendar Nyse = ExchangeCalendar.Nyse;

    private static readonly Dictionary<string, CrontabSchedule> Schedules = Jobs.All.ToDictionary(
        static job => job.Name, static job => CrontabSchedule.Parse(job.Cron, new CrontabSchedule.ParseOptions { IncludingSeconds = true }));

    public static TheoryData<string> JobNames => [.. Jobs.All.Select(job => job.Name)];

    [Theory]
    [MemberData(nameof(JobNames))]
    public void Around_clock_changes_holidays_and_half_days_every_slot_gets_its_fire(string name)
    {
        var job = Jobs.All.Single(job => job.Name == name);
        foreach (var date in DatesThatMatter())
        {
            var expected = job.SlotsOn(date).Select(slot => slot.Name).ToHashSet(StringComparer.Ordinal);
            var admitted = Fires(job, date).Select(fire => JobSchedule.Admit(job, fire)).Where(answer => answer.Refusal is null).Select(answer => answer.Slot);
            Assert.True(expected.SetEquals(admitted), $"{name} {date}");
        }
    }

    [Theory]
    [InlineData("Preflight")]
    [InlineData("Scan")]
    [InlineData("ExecutionRestart")]
    public void Every_session_from_1990_to_2050_has_one_fire_for_each_window_before_the_open(string name)
    {
        var job = Jobs.All.Single(job => job.Name == name);
        for (var session = Nyse.Next(new LocalDate(1990, 1, 1)); session.Date < new LocalDate(2050, 12, 29); session = Nyse.Next(session.Date))
        {
            var admitted = Fires(job, session.Date).Where(fire => JobSchedule.Admit(job, fire).Refusal is null).Select(fire => NewYork.TimeOf(fire).TimeOfDay).ToList();
            Assert.Equal(job.Windows.Select(window => NewYork.TimeOf(window.On(session.Date, session)!.Value.Start).TimeOfDay), admitted);
        }
    }

    [Fact]
    public void Every_session_from_1990_to_2050_has_a_fire_that_closes_the_books_on_time()
    {
        for (var session = Nyse.Next(new LocalDate(1990, 1, 1)); session.Date < new LocalDate(2050, 12, 29); session = Nyse.Next(session.Date))
        {
            var first = Fires(Jobs.EndOfDay, session.Date).First(fire => JobSchedule.Admit(Jobs.EndOfDay, fire).Refusal is null);
            var closesAtAnUsualTime = NewYork.TimeOf(session.Close).TimeOfDay is { Minute: 0, Hour: 13 or 16 };
            Assert.True(closesAtAnUsualTime ? first == session.Close + Duration.FromMinutes(30) : first <= session.Close + Duration.FromMinutes(120), $"{session}");
        }
    }

    [Fact]
    public void No_minute_of_any_session_lies_outside_the_hours_of_the_reconcile_timer()
    {
        for (var session = Nyse.Next(new LocalDate(1990, 1, 1)); session.Date < new LocalDate(2050, 12, 29); session = Nyse.Next(session.Date))
        {
            Assert.True(session.Open.InUtc().Hour >= 13 && (session.Close - Duration.Epsilon).InUtc().Hour <= 21, $"{session}");
        }
    }

    /// <summary>The days beside each clock change of twenty years, and each session with unusual hours.</summary>
    private static IEnumerable<LocalDate> DatesThatMatter()
    {
        var (first, last) = (Instant.FromUtc(1998, 1, 1, 12, 0), Instant.FromUtc(2017, 12, 31, 12, 0));
        foreach (var change in NewYork.Zone.GetZoneIntervals(first, last).Skip(1).Select(interval => NewYork.DateOf(interval.Start)))
        {
            yield return change;
            yield return Nyse.Previous(change).Date;
            yield return Nyse.Next(change).Date;
        }

        for (var session = Nyse.Next(new LocalDate(1998, 1, 1)); session.Date.Year <= 2017; session = Nyse.Next(session.Date))
        {
            if (session.Note is not null)
            {
                yield return session.Date;
            }
        }
    }

    private static IEnumerable<Instant> Fires(Job job, LocalDate date)
    {
        var (start, end) = (NewYork.StartOf(date), NewYork.StartOf(date.PlusDays(1)));
        return Schedules[job.Name].GetNextOccurrences((start - Duration.FromSeconds(1)).ToDateTimeUtc(), end.ToDateTimeUtc()).Select(fire => Instant.FromDateTimeUtc(DateTime.SpecifyKind(fire, DateTimeKind.Utc)));
    }
}

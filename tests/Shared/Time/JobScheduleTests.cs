using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Time;

namespace Trading.Tests.Shared.Time;

public sealed class JobScheduleTests
{
    private static readonly ExchangeCalendar Nyse = ExchangeCalendar.Nyse;

    [Theory]
    [InlineData("08:29:58", false)]
    [InlineData("08:29:59", true)]
    [InlineData("08:30:00", true)]
    [InlineData("09:24:59", true)]
    [InlineData("09:25:00", false)]
    public void A_window_is_half_open_and_a_timer_may_be_a_second_early(string time, bool admitted) =>
        Assert.Equal(admitted, JobSchedule.Admit(Jobs.Scan, At(new LocalDate(2013, 10, 7), time)).Refusal is null);

    [Theory]
    [InlineData("08:00:00", "08:00")]
    [InlineData("08:54:59", "08:00")]
    [InlineData("09:00:00", "09:00")]
    [InlineData("08:55:00", null)]
    public void Preflight_has_a_slot_for_each_of_its_windows(string time, string? slot) =>
        Assert.Equal(slot, Admitted(Jobs.Preflight, At(new LocalDate(2013, 10, 7), time)));

    [Theory]
    [InlineData("09:29:59.5", "2013-10-07T13:30Z")]
    [InlineData("09:30:00", "2013-10-07T13:30Z")]
    [InlineData("09:30:58.9", "2013-10-07T13:30Z")]
    [InlineData("09:30:59.5", "2013-10-07T13:31Z")]
    [InlineData("15:59:59.5", "2013-10-07T19:59Z")]
    [InlineData("16:00:00", null)]
    public void A_slot_of_many_a_day_is_the_scheduled_instant(string time, string? slot) =>
        Assert.Equal(slot, Admitted(Jobs.Reconcile, At(new LocalDate(2013, 10, 7), time)));

    [Theory]
    [InlineData("2013-11-29", "13:29:00", false)]
    [InlineData("2013-11-29", "13:30:00", true)]
    [InlineData("2013-10-07", "13:30:00", false)]
    [InlineData("2013-10-07", "16:30:00", true)]
    [InlineData("2013-10-07", "19:59:59", true)]
    [InlineData("2013-10-07", "20:00:00", false)]
    public void The_books_close_half_an_hour_after_the_close_of_that_day(string date, string time, bool admitted) =>
        Assert.Equal(admitted, JobSchedule.Admit(Jobs.EndOfDay, At(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value, time)).Refusal is null);

    [Fact]
    public void A_health_check_of_the_repeated_hour_is_a_slot_of_its_own()
    {
        var first = Admitted(Jobs.HealthCheck, Instant.FromUtc(2014, 11, 2, 5, 30));
        var second = Admitted(Jobs.HealthCheck, Instant.FromUtc(2014, 11, 2, 6, 30));
        Assert.Equal(("2014-11-02T05:30Z", "2014-11-02T06:30Z"), (first, second));
    }

    [Fact]
    public void The_trading_date_is_New_Yorks_and_not_UTCs() =>
        Assert.Equal(new LocalDate(2013, 10, 7), JobSchedule.Admit(Jobs.HealthCheck, Instant.FromUtc(2013, 10, 8, 3, 55)).Date);

    [Fact]
    [Trait("Bug", "C5.37")]
    public void Around_both_clock_changes_of_every_year_the_scan_is_admitted_once_at_half_past_eight()
    {
        var changes = NewYork.Zone.GetZoneIntervals(Instant.FromUtc(1990, 1, 1, 12, 0), Instant.FromUtc(2050, 12, 1, 0, 0)).Skip(1).Select(interval => NewYork.DateOf(interval.Start)).ToList();
        Assert.Equal(122, changes.Count);
        foreach (var date in changes.SelectMany(change => new[] { Nyse.Previous(change).Date, Nyse.Next(change).Date }))
        {
            var admitted = new[] { Utc(date, 12, 30), Utc(date, 13, 30) }.Where(fire => JobSchedule.Admit(Jobs.Scan, fire).Refusal is null).ToList();
            Assert.Equal(date + new LocalTime(8, 30), NewYork.TimeOf(Assert.Single(admitted)));
        }
    }

    [Theory]
    [InlineData("2013-10-07", 390)]
    [InlineData("2013-11-29", 210)]
    [InlineData("1996-01-08", 180)]
    [InlineData("2013-11-28", 0)]
    public void Reconcile_has_a_slot_for_each_minute_of_the_session(string date, int slots) =>
        Assert.Equal(slots, Jobs.Reconcile.SlotsOn(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value).Count());

    [Theory]
    [InlineData("2013-11-28", 288)]
    [InlineData("2014-03-09", 276)]
    [InlineData("2014-11-02", 300)]
    public void The_health_check_has_a_slot_every_five_minutes_of_every_day(string date, int slots) =>
        Assert.Equal(slots, Jobs.HealthCheck.SlotsOn(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value).Distinct().Count());

    [Fact]
    public void Whatever_the_instant_an_admitted_fire_belongs_to_a_slot_of_its_date_and_a_refused_one_says_why()
    {
        var (first, last) = (Instant.FromUtc(1990, 1, 2, 0, 0), Instant.FromUtc(2050, 12, 31, 0, 0));
        var instants = Gen.Choose(0, (int)((last - first).TotalMinutes * 60 / 64)).Select(step => first + Duration.FromSeconds(step * 64L));
        var fires = Gen.Elements(Jobs.All.ToArray()).SelectMany(job => instants.Select(now => (Job: job, Now: now))).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20131007UL, 1UL), Prop.ForAll(fires, fire => Holds(fire.Job, fire.Now)));

        static bool Holds(Job job, Instant now)
        {
            var admission = JobSchedule.Admit(job, now);
            var slots = job.SlotsOn(admission.Date).Where(slot => slot.Span.Contains(now) || slot.Span.Contains(now + Duration.FromSeconds(1))).ToList();
            return admission.Refusal is null
                ? slots.Exists(slot => slot.Name == admission.Slot) && admission.Date == NewYork.DateOf(now + Duration.FromSeconds(1))
                : slots.Count == 0 && admission.Refusal.Length > 0;
        }
    }

    [Fact]
    public void Correlations_are_made_of_plain_lower_case_codes() =>
        Assert.Equal(
            ["retention", "nightly-research", "preflight", "scan", "execution-restart", "reconcile", "health-check", "watchdog", "integrity", "backup-state", "kpi", "end-of-day"],
            Jobs.All.Select(job => job.Code));

    private static string? Admitted(Job job, Instant now) => JobSchedule.Admit(job, now) is { Refusal: null } admission ? admission.Slot : null;

    private static Instant At(LocalDate date, string time) => NewYork.At(date, NodaTime.Text.LocalTimePattern.ExtendedIso.Parse(time).Value);

    private static Instant Utc(LocalDate date, int hour, int minute) => Instant.FromUtc(date.Year, date.Month, date.Day, hour, minute);
}

using NodaTime;
using Trading.Operations;
using Trading.Time;

namespace Trading.Tests.Shared.Operations;

public sealed class DayTimelineTests
{
    private static readonly LocalDate Date = new(2013, 10, 8);

    [Fact]
    public void Runs_are_counted_by_job_and_quarter_of_an_hour()
    {
        var day = DayTimeline.Of(Date, [Run("Scan", 12, 30, RunState.Done, "20 candidates"), Run("Reconcile", 13, 44, RunState.Done), Run("Reconcile", 13, 45, RunState.Failed, "no answer"), Run("Reconcile", 13, 59, RunState.Started)]);
        Assert.Equal((Instant.FromUtc(2013, 10, 8, 13, 30), Instant.FromUtc(2013, 10, 8, 20, 0)), (day.Open, day.Close));
        Assert.Equal([("Reconcile", 1, 1, 1), ("Scan", 1, 0, 0)], day.Jobs.Select(job => (job.Job, job.Done, job.Failed, job.Running)));
        var quarters = day.Jobs[0].Quarters;
        Assert.Equal([Instant.FromUtc(2013, 10, 8, 13, 30), Instant.FromUtc(2013, 10, 8, 13, 45)], quarters.Select(quarter => quarter.At));
        Assert.Equal("20 candidates", day.Jobs[1].Quarters[0].Note);
    }

    [Fact]
    public void A_holiday_has_no_session_and_may_have_no_jobs()
    {
        var day = DayTimeline.Of(new LocalDate(2013, 11, 28), []);
        Assert.Null(day.Open);
        Assert.Null(day.Close);
        Assert.Empty(day.Jobs);
    }

    private static RunRecord Run(string job, int hour, int minute, RunState state, string? note = null)
    {
        var at = Instant.FromUtc(2013, 10, 8, hour, minute);
        return new RunRecord(job, Date, $"{hour}:{minute}", state, 1, at, at + Duration.FromMinutes(5), state == RunState.Started ? null : at, note);
    }
}

using NodaTime;
using Trading.Operations.Schedules;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Operations;

/// <summary>A job is late or missed only since the desk is there: one that is started at noon has no morning to answer for.</summary>
public sealed class JobDuesTests
{
    private static readonly LocalDate Date = new(2013, 10, 7);
    private readonly ManualClock clock = new(NewYork.At(Date, new LocalTime(8, 0)));
    private readonly RunLedger ledger;

    public JobDuesTests() => ledger = new RunLedger(new MemoryStore(clock), clock);

    [Fact]
    public async Task What_went_by_before_the_first_run_of_the_day_is_held_against_no_job()
    {
        clock.Now = NewYork.At(Date, new LocalTime(12, 0));
        Assert.Equal(new JobDue(0, 0m), await DueAsync(Jobs.Scan));
        await ledger.ClaimAsync(Jobs.HealthCheck, Date, "2013-10-07T16:00Z", default);
        clock.Advance(Duration.FromMinutes(3));
        Assert.Equal(new JobDue(0, 0m), await DueAsync(Jobs.Scan));
        Assert.Equal(new JobDue(3, 180m), await DueAsync(Jobs.Reconcile));
    }

    [Fact]
    public async Task A_desk_that_was_there_since_the_morning_has_missed_its_scan()
    {
        await ledger.ClaimAsync(Jobs.HealthCheck, Date, "2013-10-07T12:00Z", default);
        clock.Now = NewYork.At(Date, new LocalTime(12, 0));
        Assert.Equal(1, (await DueAsync(Jobs.Scan)).Missed);
    }

    private ValueTask<JobDue> DueAsync(Job job) => new JobDues(ledger).OfAsync(job, clock.Now, default);
}

using NodaTime;
using NodaTime.Text;
using Trading.Time;

namespace Trading.Operations;

/// <summary>One admitted run of a job: what its body needs to know.</summary>
/// <param name="Job">The job.</param>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Session">That date's session; null on a day without one.</param>
/// <param name="Slot">The slot, such as <c>day</c> or <c>2013-10-07T13:31Z</c>.</param>
/// <param name="Correlation">What the run's events are filed under: <c>scan-2013-10-07</c>, <c>reconcile-2013-10-07T13:31Z</c>, <c>preflight-2013-10-07-08:00</c>.</param>
/// <param name="Attempt">1 for the first attempt at the slot.</param>
public sealed record JobRun(Job Job, LocalDate Date, Session? Session, string Slot, string Correlation, int Attempt)
{
    /// <summary>The correlation of a job's run; a slot that is an instant says the date itself.</summary>
    internal static string CorrelationOf(Job job, LocalDate date, string slot)
    {
        var day = LocalDatePattern.Iso.Format(date);
        return job.Slots.IsOnceADay ? $"{job.Code}-{day}" : slot.EndsWith('Z') ? $"{job.Code}-{slot}" : $"{job.Code}-{day}-{slot}";
    }
}

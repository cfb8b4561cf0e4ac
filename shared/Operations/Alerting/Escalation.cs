using NodaTime;

namespace Trading.Operations.Alerting;

/// <summary>
/// Who is told next when nobody answers: the risk manager after 15 minutes, compliance after 30, the CTO after 60. SEV1 and SEV2 count from the moment they are raised;
/// SEV3 counts from the end of the hour it may wait; SEV4 stays with its owner. Pure.
/// </summary>
internal static class Escalation
{
    /// <summary>An acknowledged alert of an event, which nothing turns back, is let go when it was not raised again for this long.</summary>
    public static readonly Duration Forgotten = Duration.FromHours(24);

    private static readonly (Duration After, AlertParty Party)[] Steps =
    [
        (Duration.FromMinutes(15), AlertParty.RiskManager), (Duration.FromMinutes(30), AlertParty.Compliance), (Duration.FromMinutes(60), AlertParty.Cto),
    ];

    /// <summary>When the first step is due for an alert that is told at <paramref name="told"/>; null when it is not escalated.</summary>
    public static Instant? First(AlertLevel level, Instant told) =>
        level == AlertLevel.Sev4 ? null : told + (level == AlertLevel.Sev3 ? level.ResponseTime() : Duration.Zero) + Steps[0].After;

    /// <summary>Takes every step that is due: a sweep that comes late tells everybody who should know by now, once. Adds them to <paramref name="parties"/>.</summary>
    public static Alert Take(Alert alert, Instant now, List<AlertParty> parties)
    {
        while (alert.NextEscalationAt is { } due && due <= now)
        {
            parties.Add(Steps[alert.Escalation].Party);
            var taken = alert.Escalation + 1;
            Instant? next = taken < Steps.Length ? due + (Steps[taken].After - Steps[taken - 1].After) : null;
            alert = alert with { Escalation = taken, NextEscalationAt = next };
        }

        return alert;
    }
}

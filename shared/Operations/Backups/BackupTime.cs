using NodaTime;
using NodaTime.Text;
using Trading.Time;

namespace Trading.Operations.Backups;

/// <summary>A time as a person types it for a restore.</summary>
public static class BackupTime
{
    /// <summary>What is taken, for people.</summary>
    public const string Wanted = "a New York time such as 2013-10-07T11:00, or an instant such as 2013-10-07T15:00:00Z";

    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");
    private static readonly InstantPattern UtcMinutes = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'");

    // Before the first desk and after the last no snapshot can be, and no clock can be added to.
    private static readonly Instant Earliest = Instant.FromUtc(1970, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9000, 1, 1, 0, 0);

    /// <summary>Reads a time; null when it is none.</summary>
    public static Instant? Parse(string text) => Read(text) is { } at && at >= Earliest && at < Latest ? at : null;

    private static Instant? Read(string text) =>
        InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant ? instant.Value
        : UtcMinutes.Parse(text) is { Success: true } utc ? utc.Value
        : Minutes.Parse(text) is { Success: true } local ? At(local.Value)
        : LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true } exact ? At(exact.Value)
        : null;

    private static Instant? At(LocalDateTime time) => time.Year is >= 1970 and < 9000 ? NewYork.At(time.Date, time.TimeOfDay) : null;

    /// <summary>An instant as people read it.</summary>
    internal static string Text(Instant at) => $"{Minutes.Format(NewYork.TimeOf(at))} New York";
}

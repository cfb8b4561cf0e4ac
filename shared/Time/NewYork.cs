using NodaTime;

namespace Trading.Time;

/// <summary>The exchange's zone. The only place that turns instants into New York dates and times, and back.</summary>
public static class NewYork
{
    /// <summary>America/New_York from the time zone database that NodaTime ships, so every machine agrees.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>The New York calendar date at <paramref name="instant"/>.</summary>
    public static LocalDate DateOf(Instant instant) => instant.InZone(Zone).Date;

    /// <summary>The New York wall-clock date and time at <paramref name="instant"/>.</summary>
    public static LocalDateTime TimeOf(Instant instant) => instant.InZone(Zone).LocalDateTime;

    /// <summary>The instant of a New York wall-clock time. A time that a clock change skips moves forward, one that it repeats is the first.</summary>
    public static Instant At(LocalDate date, LocalTime time) => Zone.AtLeniently(date + time).ToInstant();

    /// <summary>The instant at which <paramref name="date"/> begins in New York.</summary>
    public static Instant StartOf(LocalDate date) => Zone.AtStartOfDay(date).ToInstant();

    /// <summary>The clock's present instant, UTC.</summary>
    public static Instant Now(this TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());
}

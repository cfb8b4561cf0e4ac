using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Simulator.Wire;

/// <summary>Values as the broker writes and reads them.</summary>
internal static class WireText
{
    private static readonly LocalDateTimePattern ActivityTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMddHHmmssfff");
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>An enum's word: Gtc is gtc, PartiallyFilled is partially_filled.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    public static string? Number(Price? price) => price is { } given ? Number(given.Value) : null;

    /// <summary>RFC 3339 in UTC, to the nanosecond where there are any.</summary>
    public static string Time(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public static string? Time(Instant? instant) => instant is { } given ? Time(given) : null;

    /// <summary>RFC 3339 with New York's offset.</summary>
    public static string NewYorkTime(Instant instant)
    {
        var local = NewYork.TimeOf(instant);
        var offset = Offset.FromTicks((local.InUtc().ToInstant() - instant).BclCompatibleTicks);
        return OffsetDateTimePattern.Rfc3339.Format(local.WithOffset(offset));
    }

    /// <summary>A New York time of day.</summary>
    public static string NewYorkMinute(Instant instant) => Minute.Format(NewYork.TimeOf(instant).TimeOfDay);

    /// <summary>The first part of an activity's id: New York digits.</summary>
    public static string ActivityDigits(Instant instant) => ActivityTime.Format(NewYork.TimeOf(instant));

    public static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>Reads RFC 3339, or a date as the beginning of that day in UTC; null when it is neither.</summary>
    public static Instant? ToInstant(string text) =>
        OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } time ? time.Value.ToInstant()
        : LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value.AtMidnight().InUtc().ToInstant()
        : null;
}

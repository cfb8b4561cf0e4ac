using NodaTime;
using Trading.Time;

namespace Trading.Operations.Readings;

/// <summary>
/// How long something has been silent, as far as it should have spoken: counted within the open session alone. What never spoke counts from the open, not from the beginning of time; a clock that
/// stands behind what it looks at makes an age of zero.
/// </summary>
internal static class SessionAge
{
    /// <summary>Seconds since <paramref name="at"/> or the open, whichever is later; zero while the exchange is closed.</summary>
    public static decimal Seconds(Instant? at, Instant now)
    {
        if (ExchangeCalendar.Nyse.OpenAt(now) is not { } session)
        {
            return 0m;
        }

        var from = at is { } last ? Instant.Max(last, session.Open) : session.Open;
        return (decimal)Math.Floor(Duration.Max(Duration.Zero, now - from).TotalSeconds);
    }
}

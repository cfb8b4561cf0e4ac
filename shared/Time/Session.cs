using NodaTime;

namespace Trading.Time;

/// <summary>One trading session of the exchange.</summary>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Open">The opening instant, UTC; trading includes it.</param>
/// <param name="Close">The closing instant, UTC; trading ends before it.</param>
/// <param name="Note">Why the hours are not the usual ones, or null.</param>
public sealed record Session(LocalDate Date, Instant Open, Instant Close, string? Note)
{
    /// <summary>Whether <paramref name="instant"/> lies in [open, close).</summary>
    public bool Contains(Instant instant) => Open <= instant && instant < Close;

    /// <summary>Session minutes from open to close: 390 on a usual day, 210 when the close is at 13:00.</summary>
    public int Minutes => (int)(Close - Open).TotalMinutes;
}

using NodaTime;

namespace Trading.Time;

/// <summary>The weekdays since 1990 on which the exchange stayed closed for something that no rule foresees.</summary>
internal static class SpecialClosures
{
    private static readonly (LocalDate Date, string Reason)[] Days =
    [
        (new(1994, 4, 27), "Day of mourning for President Nixon"),
        (new(2001, 9, 11), "Terrorist attacks of September 11"),
        (new(2001, 9, 12), "Terrorist attacks of September 11"),
        (new(2001, 9, 13), "Terrorist attacks of September 11"),
        (new(2001, 9, 14), "Terrorist attacks of September 11"),
        (new(2004, 6, 11), "Day of mourning for President Reagan"),
        (new(2007, 1, 2), "Day of mourning for President Ford"),
        (new(2012, 10, 29), "Hurricane Sandy"),
        (new(2012, 10, 30), "Hurricane Sandy"),
        (new(2018, 12, 5), "Day of mourning for President George H. W. Bush"),
        (new(2025, 1, 9), "Day of mourning for President Carter"),
    ];

    /// <summary>The special closures of <paramref name="year"/> with their reasons.</summary>
    public static IEnumerable<(LocalDate Date, string Reason)> Of(int year) => Days.Where(day => day.Date.Year == year);
}

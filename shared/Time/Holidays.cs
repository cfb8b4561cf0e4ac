using NodaTime;

namespace Trading.Time;

/// <summary>
/// The exchange's yearly holidays by rule (NYSE rule 7.2): one on a Sunday is kept on Monday, one on a Saturday on the Friday before,
/// except a New Year's Day on a Saturday, which is not kept because that Friday ends the year's books.
/// </summary>
internal static class Holidays
{
    private const int FirstMartinLutherKingDay = 1998;
    private const int FirstJuneteenth = 2022;

    /// <summary>The weekdays of <paramref name="year"/> on which the exchange keeps a holiday, with its name.</summary>
    public static IEnumerable<(LocalDate Date, string Name)> Of(int year)
    {
        var newYear = new LocalDate(year, 1, 1);
        if (newYear.DayOfWeek != IsoDayOfWeek.Saturday)
        {
            yield return Observed(newYear, "New Year's Day");
        }

        if (year >= FirstMartinLutherKingDay)
        {
            yield return (Nth(year, 1, 3, IsoDayOfWeek.Monday), "Martin Luther King Jr. Day");
        }

        yield return (Nth(year, 2, 3, IsoDayOfWeek.Monday), "Washington's Birthday");
        yield return (Easter(year).PlusDays(-2), "Good Friday");
        yield return (Nth(year, 5, Last, IsoDayOfWeek.Monday), "Memorial Day");
        if (year >= FirstJuneteenth)
        {
            yield return Observed(new LocalDate(year, 6, 19), "Juneteenth");
        }

        yield return Observed(new LocalDate(year, 7, 4), "Independence Day");
        yield return (Nth(year, 9, 1, IsoDayOfWeek.Monday), "Labor Day");
        yield return (Thanksgiving(year), "Thanksgiving Day");
        yield return Observed(new LocalDate(year, 12, 25), "Christmas Day");
    }

    /// <summary>The fourth Thursday of November.</summary>
    public static LocalDate Thanksgiving(int year) => Nth(year, 11, 4, IsoDayOfWeek.Thursday);

    // NodaTime reads a fifth occurrence that does not exist as the last one.
    private const int Last = 5;

    private static LocalDate Nth(int year, int month, int occurrence, IsoDayOfWeek day) =>
        LocalDate.FromYearMonthWeekAndDay(year, month, occurrence, day);

    private static (LocalDate Date, string Name) Observed(LocalDate date, string name) => date.DayOfWeek switch
    {
        IsoDayOfWeek.Saturday => (date.PlusDays(-1), $"{name} (observed)"),
        IsoDayOfWeek.Sunday => (date.PlusDays(1), $"{name} (observed)"),
        _ => (date, name),
    };

    // The Gregorian computus without exceptions (Meeus, Astronomical Algorithms, chapter 8); the letters are the book's.
    private static LocalDate Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
        int f = (b + 8) / 25, g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        int i = c / 4, k = c % 4;
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new LocalDate(year, n / 31, (n % 31) + 1);
    }
}

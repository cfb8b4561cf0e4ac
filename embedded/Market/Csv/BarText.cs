using System.Globalization;
using System.Text;
using NodaTime;

namespace Trading.Embedded.Market.Csv;

/// <summary>The few ways in which a bar file writes dates, times and numbers, read with care and in no hurry.</summary>
internal static class BarText
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads <c>2012-09-04</c>; false for anything else.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out LocalDate date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day)
            || year is < 1800 or > 2200 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return false;
        }

        date = new LocalDate(year, month, day);
        return true;
    }

    /// <summary>Reads <c>09:30:00</c>; false for anything else.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out LocalTime time)
    {
        time = default;
        if (text.Length != 8 || text[2] != ':' || text[5] != ':'
            || !TryDigits(text[..2], out var hour) || !TryDigits(text[3..5], out var minute) || !TryDigits(text[6..], out var second)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        time = new LocalTime(hour, minute, second);
        return true;
    }

    /// <summary>Reads a number as <see cref="double.Parse(string)"/> does in the invariant culture, without white space.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, Number, CultureInfo.InvariantCulture, out value);

    /// <summary>The text for a message: never longer than a person wants to read.</summary>
    public static string Show(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)]);

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var letter in text)
        {
            if (letter is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (letter - '0');
        }

        return true;
    }
}

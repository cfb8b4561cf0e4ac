using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Market.Csv;

/// <summary>
/// Reads rows written the plain way, <c>2012-09-04,34.3700,35.3600,34.2400,34.5600,18825083</c>, as fast as a row can be read. A row that is
/// written in any other way, or whose bar cannot be true, is refused without a word: <see cref="CarefulRow"/> looks at it again and finds the words.
/// </summary>
internal ref struct PlainRow(ReadOnlySpan<byte> text)
{
    // 2^53: up to here a double holds every integer, so that mantissa / 10^n is rounded once, as double.Parse rounds.
    private const ulong LargestExact = 1UL << 53;
    private const int MostDigits = 18;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    private readonly ReadOnlySpan<byte> text = text;
    private readonly ReadOnlySpan<double> powersOfTen = PowersOfTen;
    private ulong month;
    private int dayBeforeMonth;
    private int daysInMonth;

    /// <summary>Days since 1970-01-01 of the row read last.</summary>
    public int Day;

    /// <summary>The bar of the row read last.</summary>
    public double Open, High, Low, Close, Volume;

    /// <summary>Reads the row that begins at <paramref name="at"/> and moves it to the next row; leaves it alone when the row is refused. The text ends in a line feed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(ref int at)
    {
        var next = at;
        var plain = TryDate(ref next)
            && TryNumber(ref next, (byte)',', out Open) && TryNumber(ref next, (byte)',', out High)
            && TryNumber(ref next, (byte)',', out Low) && TryNumber(ref next, (byte)',', out Close)
            && TryNumber(ref next, (byte)'\n', out Volume)
            && Low > 0 && High >= Open && High >= Close && Low <= Open && Low <= Close;
        at = plain ? next : at;
        return plain;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryDate(ref int at)
    {
        if (at + 11 > text.Length || text[at + 10] != ',')
        {
            return false;
        }

        var written = MemoryMarshal.Read<ulong>(text.Slice(at, sizeof(ulong)));
        if (written != month && !TryMonth(text.Slice(at, sizeof(ulong)), written))
        {
            return false;
        }

        var tens = (uint)(text[at + 8] - '0');
        var ones = (uint)(text[at + 9] - '0');
        var day = (int)((tens * 10) + ones);
        Day = dayBeforeMonth + day;
        at += 11;
        return tens <= 9 && ones <= 9 && day >= 1 && day <= daysInMonth;
    }

    // Twenty rows in a row share their month: its calendar is looked up once.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryMonth(ReadOnlySpan<byte> digits, ulong written)
    {
        if (!BarText.TryDate([.. digits, (byte)'0', (byte)'1'], out var first))
        {
            return false;
        }

        (month, dayBeforeMonth, daysInMonth) = (written, BarSeries.ToDay(first) - 1, CalendarSystem.Iso.GetDaysInMonth(first.Year, first.Month));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryNumber(ref int at, byte end, out double value)
    {
        var mantissa = 0UL;
        var start = at;
        uint digit;
        while ((digit = (uint)(text[at] - '0')) <= 9)
        {
            mantissa = (mantissa * 10) + digit;
            at++;
        }

        var whole = at - start;
        var decimals = 0;
        if (text[at] == '.')
        {
            start = ++at;
            while ((digit = (uint)(text[at] - '0')) <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                at++;
            }

            decimals = at - start;
        }

        if (whole == 0 || whole + decimals > MostDigits || mantissa > LargestExact)
        {
            value = 0;
            return false;
        }

        value = decimals == 0 ? (long)mantissa : (long)mantissa / powersOfTen[decimals];
        if (end == '\n' && text[at] == '\r')
        {
            at++;
        }

        return text[at++] == end;
    }
}

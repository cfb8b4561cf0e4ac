using System.Runtime.CompilerServices;
using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Market.Csv;

/// <summary>
/// Reads files of daily bars: a header <c>date,open,high,low,close,volume</c>, then one row a session, dates strictly rising, prices finite and
/// above zero, the high at or above and the low at or below the others, volume zero or more. No tolerance: the archives at hand need none.
/// One reader serves one thread; its buffers are used again from file to file.
/// </summary>
internal sealed class DailyCsvReader
{
    private static ReadOnlySpan<byte> Header => "date,open,high,low,close,volume"u8;

    private readonly FileBytes file = new();
    private readonly BarColumns columns = new();

    /// <summary>
    /// The bars of <paramref name="path"/> dated up to <paramref name="through"/>, as though the file held no later row; null when there are none.
    /// A row whose date cannot be read is taken for the day after the row above it.
    /// </summary>
    /// <exception cref="BadBarException">A row dated up to <paramref name="through"/> is bad, or the header is; the message begins with <paramref name="name"/>.</exception>
    public BarSeries? Read(Symbol symbol, string path, string name, int through = int.MaxValue)
    {
        var text = file.Read(path, name);
        columns.Clear();
        var header = FirstLine(text);
        if (!header.TrimEnd((byte)'\r').SequenceEqual(Header))
        {
            throw new BadBarException($"{name} line 1: the header must be date,open,high,low,close,volume");
        }

        ReadRows(text[(header.Length + 1)..], name, through);
        return columns.Count == 0 ? null : columns.ToSeries(symbol);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadRows(ReadOnlySpan<byte> text, string name, int through)
    {
        var row = new PlainRow(text);
        var line = 2;
        var last = int.MinValue;
        var above = int.MinValue;
        for (var at = 0; at < text.Length; line++)
        {
            var start = at;
            if (row.TryRead(ref at) && row.Day > last && row.Day <= through)
            {
                last = above = row.Day;
                columns.Add(row.Day, row.Open, row.High, row.Low, row.Close, row.Volume);
                continue;
            }

            var rest = text[start..];
            var written = FirstLine(rest);
            at = start + written.Length + 1;
            if (rest.IndexOfAnyExcept("\r\n"u8) >= 0)
            {
                ReadCarefully(written.TrimEnd((byte)'\r'), ref above, through, $"{name} line {line}");
                last = columns.LastDay;
            }
        }
    }

    private void ReadCarefully(ReadOnlySpan<byte> line, ref int above, int through, string where)
    {
        var comma = line.IndexOf((byte)',');
        var written = comma < 0 ? line : line[..comma];
        var dated = BarText.TryDate(written, out var date);
        var day = dated ? BarSeries.ToDay(date) : above == int.MinValue ? above : above + 1;
        above = day;
        if (day > through)
        {
            return;
        }

        var row = default(CarefulRow);
        var wrong = !dated ? $"'{BarText.Show(written)}' is not a date like 2012-09-04"
            : comma < 0 ? "1 column where 6 belong"
            : CarefulRow.Read(line[(comma + 1)..], out row) ?? OutOfOrder(date);
        if (wrong is not null)
        {
            throw new BadBarException($"{where}: {wrong}");
        }

        columns.Add(day, row.Open, row.High, row.Low, row.Close, row.Volume);
    }

    private string? OutOfOrder(LocalDate date)
    {
        var day = BarSeries.ToDay(date);
        return day > columns.LastDay ? null
            : day == columns.LastDay ? $"{date:uuuu-MM-dd} is there twice"
            : $"{date:uuuu-MM-dd} comes after {BarSeries.FromDay(columns.LastDay):uuuu-MM-dd}";
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text) => text[..text.IndexOf((byte)'\n')];
}

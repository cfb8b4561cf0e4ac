using NodaTime;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Market.Csv;

/// <summary>
/// Reads a file of minute bars: a header <c>time,open,high,low,close,volume</c>, then rows stamped with the New York time at which the minute
/// begins, strictly rising. Only the minutes of the session are kept, but every row must be a bar that can be true.
/// </summary>
internal static class MinuteCsv
{
    private static ReadOnlySpan<byte> Header => "time,open,high,low,close,volume"u8;

    /// <summary>The session's minutes as the file has them, unadjusted, oldest first.</summary>
    /// <exception cref="BadBarException">A row is bad; the message begins with <paramref name="name"/> and names the line.</exception>
    /// <exception cref="MarketDataException">The file cannot be read.</exception>
    public static List<MinuteBar> Read(string path, string name, Session session)
    {
        var minutes = new List<MinuteBar>(session.Minutes);
        var last = default(LocalTime?);
        var line = 0;
        var text = new FileBytes().Read(path, name);
        foreach (var range in text.TrimEnd("\r\n"u8).Split((byte)'\n'))
        {
            var row = text[range].TrimEnd((byte)'\r');
            if (++line > 1)
            {
                var (time, bar) = ReadRow(row, last, session, $"{name} line {line}");
                last = time;
                if (session.Contains(bar.Start))
                {
                    minutes.Add(bar);
                }
            }
            else if (!row.SequenceEqual(Header))
            {
                throw new BadBarException($"{name} line 1: the header must be time,open,high,low,close,volume");
            }
        }

        return minutes;
    }

    private static (LocalTime Time, MinuteBar Bar) ReadRow(ReadOnlySpan<byte> row, LocalTime? last, Session session, string where)
    {
        var comma = Math.Max(0, row.IndexOf((byte)','));
        if (!BarText.TryTime(row[..comma], out var time) || time.Second != 0)
        {
            throw new BadBarException($"{where}: '{BarText.Show(row[..comma])}' is not the start of a minute like 09:30:00");
        }

        var wrong = CarefulRow.Read(row[(comma + 1)..], out var bar) ?? (time <= last ? $"{time:HH:mm:ss} comes after {last:HH:mm:ss}" : null);
        return wrong is null ? (time, ToMinute(bar, NewYork.At(session.Date, time))) : throw new BadBarException($"{where}: {wrong}");
    }

    private static MinuteBar ToMinute(in CarefulRow bar, Instant start) =>
        new(start, (decimal)bar.Open, (decimal)bar.High, (decimal)bar.Low, (decimal)bar.Close, (decimal)bar.Volume);
}

using Trading.Scanning;

namespace Trading.Embedded.Market.Csv;

/// <summary>What a folder of bars says beside bars: <c>sectors.csv</c> (symbol, sector) and <c>earnings.csv</c> (symbol, date); either may be absent.</summary>
internal static class ReferenceFiles
{
    /// <summary>The folder's sectors and earnings, read when they are asked for.</summary>
    public static IScanReference Of(string folder) => new ScanReference(
        () => Read(Path.Combine(folder, "sectors.csv"), Sectors.Parse) ?? Sectors.Unknown,
        () => Read(Path.Combine(folder, "earnings.csv"), EarningsCalendar.Parse));

    /// <summary>A file, parsed; null when there is none.</summary>
    /// <exception cref="FormatException">It cannot be read; the message names the file and the line.</exception>
    public static T? Read<T>(string path, Func<ReadOnlyMemory<byte>, T> parse)
        where T : class
    {
        try
        {
            return File.Exists(path) ? parse(File.ReadAllBytes(path)) : null;
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{Path.GetFileName(path)} {fault.Message}", fault);
        }
    }
}

using System.Text;
using CsvHelper;
using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Market.Csv;

/// <summary>The small files of a bar folder that say something about each symbol.</summary>
internal static class SymbolCsv
{
    private static readonly CsvReaderOptions Options = new() { Separator = ',', TrackLineNumbers = true };

    /// <summary>The sector of each symbol; empty when the folder has no sectors.csv. The first row of a symbol counts.</summary>
    public static IReadOnlyDictionary<Symbol, string> Sectors(BarFiles files)
    {
        var sectors = new Dictionary<Symbol, string>();
        Read(files, "sectors.csv", "sector", (symbol, sector, _) => sectors.TryAdd(symbol, sector));
        return sectors;
    }

    /// <summary>The earnings dates of each symbol, oldest first; null when the folder has no earnings.csv.</summary>
    public static IReadOnlyDictionary<Symbol, IReadOnlyList<LocalDate>>? Earnings(BarFiles files)
    {
        var dates = new Dictionary<Symbol, SortedSet<LocalDate>>();
        var there = Read(files, "earnings.csv", "date", (symbol, text, where) =>
        {
            if (!BarText.TryDate(Encoding.UTF8.GetBytes(text), out var date))
            {
                throw new MarketDataException($"{where}: '{text}' is not a date like 2013-10-31");
            }

            dates.TryAdd(symbol, []);
            dates[symbol].Add(date);
        });
        return there ? dates.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<LocalDate>)[.. pair.Value]) : null;
    }

    private static bool Read(BarFiles files, string name, string column, Action<Symbol, string, string> add)
    {
        var path = files.PathOf(name);
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var csv = CsvReader.Create(File.OpenRead(path), Options);
            ReadRows(csv, name, column, add);
            return true;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new MarketDataException($"{name} cannot be read: {broken.Message}", broken);
        }
    }

    private static void ReadRows(CsvReader csv, string name, string column, Action<Symbol, string, string> add)
    {
        var header = csv.Headers.ToList();
        var (symbolAt, valueAt) = (header.IndexOf("symbol"), header.IndexOf(column));
        if (symbolAt < 0 || valueAt < 0)
        {
            throw new MarketDataException($"{name} line 1: the header must have the columns symbol and {column}");
        }

        while (csv.Read())
        {
            var where = $"{name} line {csv.LineNumber}";
            if (csv.FieldCount <= Math.Max(symbolAt, valueAt) || !Symbol.TryParse(csv.GetString(symbolAt), out var symbol))
            {
                throw new MarketDataException($"{where}: no symbol and {column} can be read");
            }

            add(symbol, csv.GetString(valueAt), where);
        }
    }
}

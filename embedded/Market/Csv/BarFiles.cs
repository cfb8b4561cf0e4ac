using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Market.Csv;

/// <summary>
/// Where the files of a bar folder lie: <c>daily/SYMBOL.csv</c>, or the CSV files themselves right in the folder; <c>benchmarks/SYMBOL.csv</c>;
/// <c>minute/SYMBOL_2013-10-07.csv</c>; <c>sectors.csv</c>; <c>earnings.csv</c>. Files whose names are not symbols are not looked at.
/// </summary>
internal sealed class BarFiles
{
    private readonly Dictionary<Symbol, string> daily;
    private readonly Dictionary<Symbol, string> benchmarks;

    /// <summary>Lists the folder; opens no file.</summary>
    /// <exception cref="MarketDataException">The folder is missing or holds no daily bars; the message says what to do.</exception>
    public BarFiles(string root)
    {
        if (!Directory.Exists(root))
        {
            throw new MarketDataException($"The bars folder {root} does not exist; name a folder that holds daily/ or the CSV files themselves");
        }

        Root = root;
        daily = List(Directory.Exists(Path.Combine(root, "daily")) ? "daily/" : string.Empty);
        benchmarks = List("benchmarks/");
        Symbols = [.. daily.Keys.Order()];
        if (Symbols.Count == 0)
        {
            throw new MarketDataException($"The bars folder {root} holds no bars; put daily bars into it as daily/SYMBOL.csv (date,open,high,low,close,volume)");
        }
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Symbols with a file of daily bars, benchmarks apart, in ordinal order.</summary>
    public IReadOnlyList<Symbol> Symbols { get; }

    /// <summary>The file of a symbol's or benchmark's daily bars, relative to the folder with forward slashes; null when there is none.</summary>
    public string? Daily(Symbol symbol) => daily.GetValueOrDefault(symbol) ?? benchmarks.GetValueOrDefault(symbol);

    /// <summary>The file of a symbol's minutes on <paramref name="date"/>, relative to the folder; null when there is none.</summary>
    public string? Minute(Symbol symbol, LocalDate date)
    {
        var name = $"minute/{symbol}_{date:uuuu-MM-dd}.csv";
        return File.Exists(PathOf(name)) ? name : null;
    }

    /// <summary>The full path of a file named relative to the folder.</summary>
    public string PathOf(string name) => Path.Combine(Root, name);

    private Dictionary<Symbol, string> List(string under)
    {
        var found = new Dictionary<Symbol, string>();
        var folder = Path.Combine(Root, under);
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.csv") : [])
        {
            var file = Path.GetFileName(path);
            if (file is not ("sectors.csv" or "earnings.csv") && Symbol.TryParse(Path.GetFileNameWithoutExtension(file), out var symbol)
                && !found.TryAdd(symbol, under + file))
            {
                throw new MarketDataException($"The bars folder {Root} holds {symbol} twice: {found[symbol]} and {under}{file}; remove one");
            }
        }

        return found;
    }
}

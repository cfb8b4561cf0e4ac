using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Market;

/// <summary>
/// Bars from a folder of CSV files: <c>daily/SYMBOL.csv</c> (or the files themselves right in the folder), <c>benchmarks/SYMBOL.csv</c>,
/// <c>minute/SYMBOL_2013-10-07.csv</c>, <c>sectors.csv</c> and <c>earnings.csv</c>; all but the daily bars may be absent, and nothing outside
/// the folder is read. Each file is read when it is first needed and then kept. Safe for concurrent readers.
/// </summary>
public sealed class CsvBarFolder : IBarSource
{
    private readonly BarFiles files;
    private readonly DailyFiles daily;

    /// <summary>Lists the folder; opens no file yet.</summary>
    /// <exception cref="MarketDataException">The folder is missing or holds no daily bars; one line that says what to do.</exception>
    public CsvBarFolder(string folder)
    {
        files = new BarFiles(folder);
        daily = new DailyFiles(files);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Symbol> Symbols => files.Symbols;

    /// <inheritdoc/>
    public BarSeries? Daily(Symbol symbol) => daily.All(symbol);

    /// <inheritdoc/>
    public BarSeries? Daily(Symbol symbol, LocalDate through) => daily.Through(symbol, through);

    /// <inheritdoc/>
    public IReadOnlyList<MinuteBar> Minutes(Symbol symbol, LocalDate date) => [];
}

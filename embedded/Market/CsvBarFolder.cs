using NodaTime;
using Trading.Embedded.Market.Csv;
using Trading.Embedded.Market.Minutes;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Market;

/// <summary>
/// Bars from a folder of CSV files: <c>daily/SYMBOL.csv</c> (or the files themselves right in the folder), <c>benchmarks/SYMBOL.csv</c>,
/// <c>minute/SYMBOL_2013-10-07.csv</c>; all but the daily bars may be absent, and nothing outside the folder is read. Each file is read
/// when it is first needed and then kept. Where a day has no minute file, its minutes are a path made up from the daily bar and the seed.
/// Safe for concurrent readers.
/// </summary>
public sealed class CsvBarFolder : IBarSource
{
    private readonly BarFiles files;
    private readonly DailyFiles daily;
    private readonly MinuteCache minutes = new();
    private readonly ulong seed;

    /// <summary>Lists the folder; opens no file yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="seed">The seed of the minutes that have no file.</param>
    /// <exception cref="MarketDataException">The folder is missing or holds no daily bars; one line that says what to do.</exception>
    public CsvBarFolder(string folder, ulong seed = 0)
    {
        this.seed = seed;
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
    public IReadOnlyList<MinuteBar> Minutes(Symbol symbol, LocalDate date) => minutes.Get(symbol, date, MakeMinutes);

    private IReadOnlyList<MinuteBar> MakeMinutes(Symbol symbol, LocalDate date)
    {
        if (ExchangeCalendar.Nyse.SessionOn(date) is not { } session || DayBar.Of(Daily(symbol, date), date) is not { } day)
        {
            return [];
        }

        var file = files.Minute(symbol, date);
        var traded = file is null ? [] : MinuteCsv.Read(files.PathOf(file), file, session);
        return traded.Count > 0 ? MinuteScale.ToDaily(traded, day.Close) : DayPath.Make(session, day, seed);
    }
}

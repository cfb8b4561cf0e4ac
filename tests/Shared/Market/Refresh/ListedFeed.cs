using System.Runtime.CompilerServices;
using NodaTime;
using Trading.Market;
using Trading.Time;

namespace Trading.Tests.Shared.Market.Refresh;

/// <summary>
/// A feed whose bars the test sets: on every session one bar of a sawtooth around a price. It counts its requests as the broker does, so many symbols and so many bars in each, and may fail at any.
/// </summary>
internal sealed class ListedFeed(TimeProvider clock) : IBarFeed
{
    private const int SymbolsInRequest = 200;
    private const int BarsInRequest = 10_000;
    private static readonly LocalDate[] Sessions = [.. Enumerable.Range(0, 1800).Select(i => new LocalDate(2010, 6, 1).PlusDays(i)).Where(ExchangeCalendar.Nyse.IsSession)];
    private static readonly int[] Days = [.. Sessions.Select(BarSeries.ToDay)];
    private readonly Dictionary<Symbol, Func<LocalDate, (double Close, double Volume)?>> bars = [];

    public List<Asset> Assets { get; } = [];

    public int Requests { get; private set; }

    public int? FailsAt { get; set; }

    /// <summary>All that was asked: how many symbols, from when.</summary>
    public List<(int Symbols, LocalDate From)> Asked { get; } = [];

    public void List(params string[] symbols) => Assets.AddRange(symbols.Select(symbol => new Asset(Symbol.Parse(symbol), symbol, "NYSE")));

    public void Bars(string symbol, double close, double volume) => Bars(symbol, _ => (close, volume));

    public void Bars(string symbol, Func<LocalDate, (double Close, double Volume)?> on) => bars[Symbol.Parse(symbol)] = on;

    public async IAsyncEnumerable<SymbolBars> DailyAsync(
        IReadOnlyCollection<Symbol> symbols, LocalDate from, LocalDate through, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = LocalDate.Min(through, ExchangeCalendar.Nyse.LastClosed(clock.Now()).Date);
        Asked.Add((symbols.Count, from));
        foreach (var some in symbols.Chunk(SymbolsInRequest))
        {
            List<BarSeries> found = [.. some.Select(symbol => Series(symbol, from, last)).Where(series => series.Count > 0)];
            Request(Math.Max(1, (found.Sum(series => series.Count) + BarsInRequest - 1) / BarsInRequest));
            foreach (var series in found)
            {
                yield return new SymbolBars(series.Symbol, series);
            }
        }

        await ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<Asset>> AssetsAsync(CancellationToken cancellationToken)
    {
        Request(1);
        return ValueTask.FromResult<IReadOnlyList<Asset>>([.. Assets.OrderBy(asset => asset.Symbol)]);
    }

    private void Request(int count)
    {
        Requests += count;
        if (Requests >= FailsAt)
        {
            FailsAt = null;
            throw new MarketDataException("the feed did not answer");
        }
    }

    private BarSeries Series(Symbol symbol, LocalDate from, LocalDate through)
    {
        var rows = new List<(int Day, double Close, double Volume)>();
        var end = BarSeries.ToDay(through);
        for (var i = Array.BinarySearch(Days, BarSeries.ToDay(from)); bars.TryGetValue(symbol, out var on) && i < Days.Length && Days[i] <= end; i++)
        {
            if (on(Sessions[i]) is { } bar)
            {
                rows.Add((Days[i], bar.Close, bar.Volume));
            }
        }

        double[] Column(double add) => [.. rows.Select(row => row.Close + (add * row.Close / 100))];
        return new BarSeries(symbol, rows.Count, [.. rows.Select(row => row.Day)], Column(0), Column(1), Column(-1), Column(0.5), [.. rows.Select(row => row.Volume)]);
    }
}

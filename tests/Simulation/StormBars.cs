using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Time;

namespace Trading.Tests.Simulation;

/// <summary>Six symbols that walk at random from 50 dollars each day, in thin minutes, some of them missing: orders fill in parts.</summary>
internal sealed class StormBars(int seed) : IBarSource
{
    private const int Days = 200;
    private readonly Dictionary<(Symbol Symbol, LocalDate Date), IReadOnlyList<MinuteBar>> made = [];

    public IReadOnlyList<Symbol> Symbols { get; } = [.. Enumerable.Range(0, 6).Select(i => Symbol.Parse($"S{i}"))];

    public BarSeries? Daily(Symbol symbol)
    {
        double[] lows = [.. Enumerable.Range(0, Days).Select(i => 40.0 + (i * 7 % 5))];
        return new BarSeries(symbol, Days, [.. Enumerable.Range(BarSeries.ToDay(new LocalDate(2013, 6, 1)), Days)], lows, [.. lows.Select(low => low + 1)], lows, lows, [.. lows.Select(_ => 1e6)]);
    }

    public IReadOnlyList<MinuteBar> Minutes(Symbol symbol, LocalDate date) =>
        made.TryGetValue((symbol, date), out var bars) ? bars : made[(symbol, date)] = ExchangeCalendar.Nyse.SessionOn(date) is { } session ? Make(symbol, session) : [];

    private List<MinuteBar> Make(Symbol symbol, Session session)
    {
        var random = new Random((seed * 7919) + (symbol.ToString()[1] * 131) + session.Date.DayOfYear);
        var bars = new List<MinuteBar>();
        var price = 50m;
        for (var at = session.Open; at < session.Close; at += Duration.FromMinutes(1))
        {
            var open = price;
            price = decimal.Round(price * (1 + ((decimal)(random.NextDouble() - 0.5) * 0.004m)), 2);
            var (high, low) = (decimal.Max(open, price) + (random.Next(6) / 100m), decimal.Min(open, price) - (random.Next(6) / 100m));
            if (at == session.Open || random.Next(12) > 0)
            {
                bars.Add(new MinuteBar(at, open, high, low, price, random.Next(4) == 0 ? random.Next(1, 60) : random.Next(20, 400)));
            }
        }

        return bars;
    }
}

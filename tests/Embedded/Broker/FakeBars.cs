using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Time;

namespace Trading.Tests.Embedded.Broker;

/// <summary>Minutes that a test writes one by one. The day before the first date closed at 100.</summary>
internal sealed class FakeBars : IBarSource
{
    public static readonly LocalDate Monday = new(2013, 10, 7);
    private readonly SortedDictionary<(Symbol Symbol, LocalDate Date), List<MinuteBar>> minutes = [];

    public IReadOnlyList<Symbol> Symbols { get; } = [Symbol.Parse("AIG"), Symbol.Parse("XYZ")];

    /// <summary>A New York time on the Monday, or days after it.</summary>
    public static Instant At(string time, int day = 0) => NewYork.At(Monday.PlusDays(day), NodaTime.Text.LocalTimePattern.ExtendedIso.Parse(time.Length == 5 ? time + ":00" : time).Value);

    /// <summary>Adds the minute that begins at a New York time.</summary>
    public FakeBars Add(string time, decimal open, decimal high, decimal low, decimal close, decimal volume = 100_000, int day = 0, string symbol = "AIG")
    {
        var key = (Symbol.Parse(symbol), Monday.PlusDays(day));
        if (!minutes.TryGetValue(key, out var bars))
        {
            minutes[key] = bars = [];
        }

        bars.Add(new MinuteBar(At(time, day), open, high, low, close, volume));
        bars.Sort((left, right) => left.Start.CompareTo(right.Start));
        return this;
    }

    public BarSeries? Daily(Symbol symbol) =>
        Symbols.Contains(symbol) ? new BarSeries(symbol, 1, [BarSeries.ToDay(Monday.PlusDays(-3))], [100], [100], [100], [100], [1e6]) : null;

    public IReadOnlyList<MinuteBar> Minutes(Symbol symbol, LocalDate date) => minutes.TryGetValue((symbol, date), out var bars) ? bars : [];
}

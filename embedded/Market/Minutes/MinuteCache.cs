using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Market.Minutes;

/// <summary>
/// Keeps the minutes of two dates, the present one and the one before it, whatever they are: a day's minutes are asked for every few seconds, and
/// nobody goes back further. Safe for concurrent readers.
/// </summary>
internal sealed class MinuteCache
{
    private readonly Lock gate = new();
    private Day present = new(default);
    private Day before = new(default);

    /// <summary>The minutes of a symbol's day; <paramref name="make"/> makes them the first time. What it throws is not kept.</summary>
    public IReadOnlyList<MinuteBar> Get(Symbol symbol, LocalDate date, Func<Symbol, LocalDate, IReadOnlyList<MinuteBar>> make)
    {
        lock (gate)
        {
            var bars = DayOf(date).Bars;
            if (!bars.TryGetValue(symbol, out var minutes))
            {
                minutes = make(symbol, date);
                bars.Add(symbol, minutes);
            }

            return minutes;
        }
    }

    private Day DayOf(LocalDate date)
    {
        if (before.Date == date)
        {
            (present, before) = (before, present);
        }
        else if (present.Date != date)
        {
            (present, before) = (new Day(date), present);
        }

        return present;
    }

    private sealed class Day(LocalDate date)
    {
        public LocalDate Date => date;

        public Dictionary<Symbol, IReadOnlyList<MinuteBar>> Bars { get; } = [];
    }
}

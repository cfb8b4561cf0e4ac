using System.Collections.Concurrent;
using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Market.Csv;

/// <summary>
/// The daily bars of a folder, each file read when it is first asked for and then kept. A file with a bad row is read again for each date it is
/// asked up to, without the rows after it, so that what cannot be known yet neither fails nor changes anything.
/// </summary>
internal sealed class DailyFiles(BarFiles files)
{
    private readonly DailyCsvReader reader = new();
    private readonly ConcurrentDictionary<Symbol, Answer> whole = new();
    private readonly ConcurrentDictionary<(Symbol, int), Answer> partial = new();

    /// <summary>All bars; null when there are none.</summary>
    /// <exception cref="BadBarException">Some row is bad.</exception>
    public BarSeries? All(Symbol symbol) => Whole(symbol).Bars;

    /// <summary>The bars dated up to <paramref name="through"/>; null when there are none.</summary>
    /// <exception cref="BadBarException">A row dated up to <paramref name="through"/> is bad.</exception>
    public BarSeries? Through(Symbol symbol, LocalDate through)
    {
        var answer = Whole(symbol);
        return answer.Wrong is not null ? Partial(symbol, BarSeries.ToDay(through)).Bars
            : answer.Bars?.Through(through) is { Count: > 0 } bars ? bars
            : null;
    }

    private Answer Whole(Symbol symbol) => whole.TryGetValue(symbol, out var answer) ? answer : whole.GetOrAdd(symbol, Read(symbol, int.MaxValue));

    private Answer Partial(Symbol symbol, int through) =>
        partial.TryGetValue((symbol, through), out var answer) ? answer : partial.GetOrAdd((symbol, through), Read(symbol, through));

    private Answer Read(Symbol symbol, int through)
    {
        if (files.Daily(symbol) is not { } name)
        {
            return default;
        }

        lock (reader)
        {
            try
            {
                return new Answer(reader.Read(symbol, files.PathOf(name), name, through), null);
            }
            catch (BadBarException wrong)
            {
                return new Answer(null, wrong.Message);
            }
        }
    }

    private readonly record struct Answer(BarSeries? Found, string? Wrong)
    {
        public BarSeries? Bars => Wrong is null ? Found : throw new BadBarException(Wrong);
    }
}

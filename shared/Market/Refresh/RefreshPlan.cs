using NodaTime;
using Trading.Market.Archive;

namespace Trading.Market.Refresh;

/// <summary>One portion of the night's work.</summary>
/// <param name="Whole">Whether all the history is asked for, or only what is new and a little before it.</param>
/// <param name="Symbols">The symbols.</param>
public sealed record RefreshBatch(bool Whole, IReadOnlyList<Symbol> Symbols);

/// <summary>What a night's refresh is to do; kept, so that a run that dies is followed by one that does the rest of the same.</summary>
/// <param name="Base">The archive that is carried on; null when all is fetched.</param>
/// <param name="From">The first session of the archive.</param>
/// <param name="Recent">The first session of what is asked of symbols that are stored already.</param>
/// <param name="Through">The newest session.</param>
/// <param name="Listed">The symbols to scan.</param>
/// <param name="Held">The symbols that are held: never left out of the archive.</param>
/// <param name="Batches">The portions; all symbols, benchmarks among them, each once.</param>
/// <param name="Notes">What the universe left out, one line each.</param>
public sealed record RefreshPlan(
    string? Base,
    LocalDate From,
    LocalDate Recent,
    LocalDate Through,
    IReadOnlyList<Symbol> Listed,
    IReadOnlyList<Symbol> Held,
    IReadOnlyList<RefreshBatch> Batches,
    IReadOnlyList<string> Notes)
{
    /// <summary>Whether the source gave fewer symbols to scan than were asked for.</summary>
    public bool IsShort { get; init; }

    /// <summary>Plans a night.</summary>
    /// <param name="range">The dates.</param>
    /// <param name="name">The name of the archive that is carried on, or null.</param>
    /// <param name="stored">That archive, or null.</param>
    /// <param name="listed">The symbols to scan.</param>
    /// <param name="others">Benchmarks.</param>
    /// <param name="held">What is held.</param>
    /// <param name="batch">The most symbols in a portion.</param>
    /// <param name="notes">What the universe left out.</param>
    internal static RefreshPlan Make(
        RefreshRange range, string? name, BarArchive? stored, IReadOnlyList<Symbol> listed, IEnumerable<Symbol> others, IReadOnlyList<Symbol> held, int batch, IReadOnlyList<string> notes)
    {
        var all = listed.Concat(others).Concat(held).Distinct().Order().ToLookup(symbol => IsStored(stored, symbol, range));
        return new RefreshPlan(
            name,
            range.From,
            range.Recent,
            range.Through,
            [.. listed.Order()],
            [.. held.Order()],
            [.. all[true].Chunk(batch).Select(symbols => new RefreshBatch(Whole: false, symbols)), .. all[false].Chunk(batch).Select(symbols => new RefreshBatch(Whole: true, symbols))],
            notes);
    }

    // Without a stored bar among those that are asked for again nobody can tell whether a split lies in between.
    private static bool IsStored(BarArchive? stored, Symbol symbol, RefreshRange range) =>
        stored?.Find(symbol) is { Count: > 0 } bars && bars.Days[^1] >= BarSeries.ToDay(range.Recent);
}

using NodaTime;

namespace Trading.Market.Archive;

/// <summary>The daily bars of one symbol in an archive.</summary>
/// <param name="Bars">Its bars.</param>
/// <param name="IsListed">Whether it can be scanned; false for what is only compared with or held.</param>
public sealed record ArchivedBars(BarSeries Bars, bool IsListed);

/// <summary>
/// The daily bars of a whole market as they lie in one blob. A symbol's bars are decoded each time they are asked for, which costs some microseconds, so that nobody holds more than the blob in memory.
/// Safe for concurrent readers.
/// </summary>
public sealed class BarArchive
{
    private readonly ReadOnlyMemory<byte> content;
    private readonly Dictionary<Symbol, ArchiveEntryPlace> places;

    internal BarArchive(LocalDate newest, long bars, ReadOnlyMemory<byte> content, IReadOnlyList<ArchiveEntryPlace> entries)
    {
        (Newest, Bars, this.content) = (newest, bars, content);
        places = new Dictionary<Symbol, ArchiveEntryPlace>(entries.Count);
        foreach (var entry in entries)
        {
            places.Add(entry.Symbol, entry);
        }

        Symbols = [.. entries.Select(entry => entry.Symbol)];
        Listed = [.. entries.Where(entry => entry.IsListed).Select(entry => entry.Symbol)];
    }

    /// <summary>The newest session that the archive was made for.</summary>
    public LocalDate Newest { get; }

    /// <summary>How many bars it holds.</summary>
    public long Bars { get; }

    /// <summary>All symbols, in ordinal order.</summary>
    public IReadOnlyList<Symbol> Symbols { get; }

    /// <summary>Those that can be scanned, in ordinal order.</summary>
    public IReadOnlyList<Symbol> Listed { get; }

    /// <summary>The bars of a symbol, or null when the archive does not know it.</summary>
    /// <exception cref="MarketDataException">What is stored of the symbol is no series.</exception>
    public BarSeries? Find(Symbol symbol) => places.TryGetValue(symbol, out var place) ? SeriesCode.Read(symbol, place.Bars, content.Span.Slice(place.Offset, place.Length)) : null;

    /// <summary>Every symbol with its bars, in ordinal order.</summary>
    public IEnumerable<ArchivedBars> All()
    {
        foreach (var symbol in Symbols)
        {
            yield return new ArchivedBars(Find(symbol)!, places[symbol].IsListed);
        }
    }
}

/// <summary>Where the bars of a symbol lie in an archive.</summary>
internal readonly record struct ArchiveEntryPlace(Symbol Symbol, bool IsListed, int Bars, int Offset, int Length);

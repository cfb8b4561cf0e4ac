using NodaTime;
using Trading.Time;

namespace Trading.Market.Archive;

/// <summary>
/// Symbols and daily bars from the archive, minutes and quotes from a live source. An archive that is missing or damaged is a failure, never an empty market. What the night's refresh cannot have
/// brought yet, the bar of a session that has just closed, is asked of the live source; an archive that was not refreshed is answered from as it is, and its age shows.
/// </summary>
public sealed class ArchivedMarketData(ArchiveStore store, IMarketData live, ExchangeCalendar calendar, TimeProvider clock) : IMarketData
{
    private static readonly Duration LookEvery = Duration.FromMinutes(15);
    private Held? held;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Symbol>> SymbolsAsync(CancellationToken cancellationToken)
    {
        // Whoever asks for the symbols begins something: it is done on the newest archive throughout.
        var archive = await LookAsync(cancellationToken).ConfigureAwait(false);
        var through = calendar.LastClosed(clock.Now()).Date;
        return archive.Newest <= through ? archive.Listed : [.. archive.Listed.Where(symbol => archive.Find(symbol)!.Through(through).Count > 0)];
    }

    /// <inheritdoc/>
    public async ValueTask<BarSeries?> DailyAsync(Symbol symbol, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var known = Volatile.Read(ref held);
        var archive = known is null || now - known.LookedAt >= LookEvery || now < known.LookedAt ? await LookAsync(cancellationToken).ConfigureAwait(false) : known.Archive;
        var through = calendar.LastClosed(now).Date;
        return archive.Newest < through && archive.Newest == ArchiveAge.Expected(calendar, now)
            ? await live.DailyAsync(symbol, cancellationToken).ConfigureAwait(false)
            : archive.Find(symbol)?.Through(through) is { Count: > 0 } bars ? bars : null;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>> MinutesAsync(IReadOnlyCollection<Symbol> symbols, LocalDate date, CancellationToken cancellationToken) =>
        live.MinutesAsync(symbols, date, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<Symbol, Quote>> QuotesAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellationToken) => live.QuotesAsync(symbols, cancellationToken);

    private async ValueTask<BarArchive> LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        try
        {
            var current = await store.CurrentAsync(cancellationToken).ConfigureAwait(false) ?? throw new MarketDataException("there is no archive of bars yet: run NightlyResearch, which makes it");
            var pointer = current.Target;
            var known = Volatile.Read(ref held);
            var archive = known?.Pointer == pointer ? known.Archive : await store.ReadAsync(pointer.Name, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref held, new Held(pointer, archive, now));
            return archive;
        }
        catch (Storage.StorageException fault)
        {
            throw new MarketDataException($"the archive of bars could not be read: {fault.Message}", fault);
        }
    }

    private sealed record Held(ArchivePointer Pointer, BarArchive Archive, Instant LookedAt);
}

using NodaTime;
using Trading.Storage;
using Trading.Time;

namespace Trading.Market.Universe;

/// <summary>The symbols to scan.</summary>
/// <param name="Symbols">The symbols, in ordinal order, at least one.</param>
/// <param name="Notes">What was left out and why, one line each.</param>
public sealed record UniverseList(IReadOnlyList<Symbol> Symbols, IReadOnlyList<string> Notes)
{
    /// <summary>Whether the source gave fewer than the setting asks for: as many as there are, or the source is in trouble.</summary>
    public bool IsShort { get; init; }
}

/// <summary>Finds the symbols to scan, by the setting. Benchmarks are none of them, and what is set aside is left out as long as that lasts.</summary>
public sealed class UniverseSource(IBarFeed feed, IBlobs blobs, SetAside aside, ExchangeCalendar calendar, UniverseSetting setting)
{
    /// <summary>The container of the holdings.</summary>
    public const string Container = "config";

    /// <summary>The blob of the holdings.</summary>
    public const string HoldingsName = "universe.csv";

    // A list that was read ages by a few names in a hundred.
    private const decimal MostUnknown = 0.25m;

    /// <summary>The symbols of a session.</summary>
    /// <exception cref="MarketDataException">They could not be found, or there is none: an empty universe is no universe.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<UniverseList> FindAsync(LocalDate through, CancellationToken cancellationToken)
    {
        var assets = await feed.AssetsAsync(cancellationToken).ConfigureAwait(false);
        var off = await aside.OnAsync(through, cancellationToken).ConfigureAwait(false);
        var notes = new List<string>();
        var symbols = setting.Most is { } most
            ? await RankAsync(assets, off, through, most, notes, cancellationToken).ConfigureAwait(false)
            : await HoldingsAsync(assets, off, notes, cancellationToken).ConfigureAwait(false);
        notes.AddRange(off.Values.Select(one => $"{one.Symbol}: set aside until {one.Until:uuuu-MM-dd}: {one.Reason}"));
        return symbols.Count > 0
            ? new UniverseList([.. symbols.Order()], notes) { IsShort = symbols.Count < setting.Most }
            : throw new MarketDataException($"the universe ({setting}) is empty: {assets.Count} assets were offered, {off.Count} symbols are set aside; nothing was changed");
    }

    private async ValueTask<IReadOnlyList<Symbol>> RankAsync(
        IReadOnlyList<Asset> assets, IReadOnlyDictionary<Symbol, AsideSymbol> off, LocalDate through, int most, List<string> notes, CancellationToken cancellationToken)
    {
        var from = through;
        for (var i = 1; i < DollarVolume.Sessions; i++)
        {
            from = calendar.Previous(from).Date;
        }

        Symbol[] stocks = [.. assets.Where(CommonStock.Is).Select(asset => asset.Symbol).Where(symbol => !Benchmarks.Contains(symbol) && !off.ContainsKey(symbol)).Distinct()];
        var ranked = await DollarVolume.RankAsync(feed, stocks, from, through, most, cancellationToken).ConfigureAwait(false);
        notes.Add($"{assets.Count} assets, {stocks.Length} of them a company's shares, {ranked.Count} taken by dollar volume");
        return ranked;
    }

    private async ValueTask<IReadOnlyList<Symbol>> HoldingsAsync(IReadOnlyList<Asset> assets, IReadOnlyDictionary<Symbol, AsideSymbol> off, List<string> notes, CancellationToken cancellationToken)
    {
        var stored = await blobs.ReadAsync(Container, HoldingsName, cancellationToken).ConfigureAwait(false)
            ?? throw new MarketDataException($"{Container}/{HoldingsName} is not there: put the fund's holdings there, or set {UniverseSetting.Name} to {UniverseSetting.Default}");
        var holdings = HoldingsCsv.Read(stored.Content, $"{Container}/{HoldingsName}");
        var shares = new ClassShares(assets.Select(asset => asset.Symbol));
        var (found, unknown) = (new HashSet<Symbol>(), 0);
        foreach (var ticker in holdings.Tickers)
        {
            if (shares.Find(ticker) is not { } symbol)
            {
                unknown++;
                notes.Add($"{ticker}: the source has no such symbol");
            }
            else if (!Benchmarks.Contains(symbol) && !off.ContainsKey(symbol))
            {
                found.Add(symbol);
            }
        }

        if (unknown > MostUnknown * holdings.Tickers.Count)
        {
            throw new MarketDataException($"{unknown} of {holdings.Tickers.Count} tickers of {Container}/{HoldingsName} are none of the {assets.Count} assets that the source offers: the source is in trouble, or the list is of another market");
        }

        notes.AddRange(holdings.Skipped.Select(row => $"{HoldingsName} {row}: no stock"));
        return [.. found];
    }
}

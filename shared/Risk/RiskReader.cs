using Trading.Market;
using Trading.Orders;
using Trading.Risk.Drawdowns;
using Trading.Risk.Var;
using Trading.Scanning;
using Trading.Storage;

namespace Trading.Risk;

/// <summary>Adds to a reading of the world what the risk checks look at. What cannot be read stays null, is told, and blocks entries at the door; it never throws, so exits go on.</summary>
public sealed class RiskReader(RiskWatch watch, SectorBook sectors, ReturnsBook returns)
{
    /// <summary>The last reading that the watch looked at; null before the first.</summary>
    public DeskSnapshot? Latest { get; private set; }

    /// <summary>The marks of equity, after the watch has looked at the account: a limit of loss that is reached has raised the kill switch when this returns.</summary>
    /// <param name="desk">The reading, its account read.</param>
    /// <param name="fault">Told a sentence for what could not be read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async ValueTask<DeskSnapshot> WatchAsync(DeskSnapshot desk, Action<string> fault, CancellationToken cancellationToken)
    {
        try
        {
            desk = desk with { Marks = await watch.LookAsync(desk.Account, cancellationToken).ConfigureAwait(false) };
        }
        catch (StorageException unreadable)
        {
            fault($"the marks of equity could not be read: {unreadable.Message}");
        }

        return Latest = desk;
    }

    /// <summary>Sectors, and the returns of what is held, worked on or about to be entered.</summary>
    /// <param name="desk">The reading.</param>
    /// <param name="book">The order book.</param>
    /// <param name="watchlist">The day's candidates.</param>
    /// <param name="entries">Those that may be entered now.</param>
    /// <param name="fault">Told a sentence for what could not be read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async ValueTask<DeskSnapshot> PrepareAsync(
        DeskSnapshot desk, OrderBookView book, IReadOnlyList<Candidate> watchlist, IReadOnlyList<Candidate> entries, Action<string> fault, CancellationToken cancellationToken)
    {
        var symbols = Held(desk, book);
        symbols.UnionWith(entries.Select(candidate => candidate.Symbol));
        var table = await returns.OfAsync(symbols, desk.Date, fault, cancellationToken).ConfigureAwait(false);
        try
        {
            return desk with { Returns = table, Sectors = await sectors.OfAsync(desk.Date, watchlist, cancellationToken).ConfigureAwait(false) };
        }
        catch (FormatException unreadable)
        {
            fault($"the sectors could not be read: {unreadable.Message}");
            return desk with { Returns = table };
        }
    }

    private static SortedSet<Symbol> Held(DeskSnapshot desk, OrderBookView book)
    {
        var symbols = new SortedSet<Symbol>();
        foreach (var line in new ExposureLines(desk, book, null))
        {
            symbols.Add(line.Symbol);
        }

        return symbols;
    }
}

using Trading.Journal;
using Trading.Market;
using Trading.Storage;
using Trading.Time;

namespace Trading.Accounting.Pnl;

/// <summary>One figure that came out otherwise.</summary>
/// <param name="What">The figure: a member of the summary, <c>bookCash</c>, <c>position SYMBOL</c> or <c>execution ID</c>.</param>
/// <param name="Kept">As the books keep it.</param>
/// <param name="Recomputed">As the journal gives it.</param>
public sealed record PnlDifference(string What, string Kept, string Recomputed);

/// <summary>A day's profit and loss computed again from the journal alone.</summary>
/// <param name="Equal">Whether every figure is the one that is kept.</param>
/// <param name="Executions">The journal's executions of the date.</param>
/// <param name="Differences">What is not equal.</param>
public sealed record PnlRecomputed(bool Equal, int Executions, IReadOnlyList<PnlDifference> Differences);

/// <summary>
/// Computes a day again: opening balance and executions from the journal, first in first out from the beginning, at the prices that the kept books used.
/// Nothing is written.
/// </summary>
public sealed class PnlRecompute(JournalReader journal, DayBooks days, FillBook fills, TimeProvider clock)
{
    /// <summary>Reads the whole journal, from the opening of the books up to now.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<JournalFills> ReadAsync(CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        var opened = (await days.OpeningAsync(cancellationToken).ConfigureAwait(false))?.Date ?? today;
        return await JournalFills.ReadAsync(journal, opened, today, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares kept books with what the journal gives.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<PnlRecomputed> CompareAsync(DayClose kept, JournalFills told, CancellationToken cancellationToken)
    {
        if (told.Opening is not { } opening)
        {
            return new PnlRecomputed(false, 0, [new PnlDifference("opening", "known", "the journal does not tell the opening of the books")]);
        }

        var booked = await fills.OnAsync(kept.Date, cancellationToken).ConfigureAwait(false);
        var ofDay = told.Fills.Where(fill => fill.TradingDate == kept.Date).ToList();
        var again = Recompute(kept, opening, told.Fills, ofDay);
        var differences = Missing(booked, ofDay).Concat(Figures(kept, again)).Concat(Positions(kept, again)).ToList();
        return new PnlRecomputed(differences.Count == 0, ofDay.Count, differences);
    }

    private static DayClose Recompute(DayClose kept, DayStart opening, IReadOnlyList<BookedFill> all, List<BookedFill> ofDay)
    {
        var start = opening.After([.. all.Where(fill => fill.TradingDate < kept.Date)]);
        var prices = new Dictionary<Symbol, Price>();
        foreach (var lot in FifoLedger.Run(start.Lots, ofDay).OpenLots)
        {
            prices[lot.Symbol] = lot.Price;
        }

        foreach (var position in kept.Positions)
        {
            prices[position.Symbol] = position.Close;
        }

        return DayCloser.Close(kept.Date, start, ofDay, new ClosingPrices(prices, []), kept.ObservedCash).Books;
    }

    private static IEnumerable<PnlDifference> Missing(IReadOnlyList<BookedFill> booked, List<BookedFill> told)
    {
        var (kept, journalled) = (booked.Select(fill => fill.Id).ToHashSet(StringComparer.Ordinal), told.Select(fill => fill.Id).ToHashSet(StringComparer.Ordinal));
        return kept.Except(journalled, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => new PnlDifference($"execution {id}", "booked", "missing"))
            .Concat(journalled.Except(kept, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => new PnlDifference($"execution {id}", "missing", "journalled")));
    }

    private static IEnumerable<PnlDifference> Figures(DayClose kept, DayClose again) =>
        new (string What, decimal Kept, decimal Again)[]
        {
            ("realized", kept.Summary.Realized, again.Summary.Realized),
            ("unrealized", kept.Summary.Unrealized, again.Summary.Unrealized),
            ("fees", kept.Summary.Fees, again.Summary.Fees),
            ("total", kept.Summary.Total, again.Summary.Total),
            ("trades", kept.Summary.Trades, again.Summary.Trades),
            ("wins", kept.Summary.Wins, again.Summary.Wins),
            ("losses", kept.Summary.Losses, again.Summary.Losses),
            ("volume", kept.Summary.Volume, again.Summary.Volume),
            ("realizedToDate", kept.RealizedToDate, again.RealizedToDate),
            ("feesToDate", kept.FeesToDate, again.FeesToDate),
            ("bookCash", kept.BookCash, again.BookCash),
        }.Where(line => line.Kept != line.Again).Select(line => new PnlDifference(line.What, $"{line.Kept}", $"{line.Again}"));

    private static IEnumerable<PnlDifference> Positions(DayClose kept, DayClose again)
    {
        var (before, after) = (Lines(kept), Lines(again));
        return before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
            .Select(name => new PnlDifference($"position {name}", before.GetValueOrDefault(name) ?? "none", after.GetValueOrDefault(name) ?? "none"));
    }

    private static Dictionary<string, string> Lines(DayClose close) => close.Positions.ToDictionary(
        held => held.IsExternal ? $"{held.Symbol} (external)" : $"{held.Symbol}", held => $"{held.Quantity} at {held.AveragePrice.Value}", StringComparer.Ordinal);
}

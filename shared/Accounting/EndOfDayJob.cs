using NodaTime;
using Trading.Journal;
using Trading.Orders;
using Trading.Reconciliation;

namespace Trading.Accounting;

/// <summary>
/// The work of EndOfDay: a last reconcile that goes back over the whole day, the closed books, the reports, what other rooms do with a closed day, the archive. The books are closed only on a complete
/// reconcile. Each later step is on its own: one that fails does not take the others with it, but the job fails and is tried again, and may be.
/// </summary>
public sealed class EndOfDayJob(
    Reconciler reconciler, BookKeeper keeper, DailyReport report, IEnumerable<IEndOfDayStep> steps, OrderBook book, JournalWriter journal, JournalAnchors anchors)
{
    /// <summary>Closes one trading date.</summary>
    /// <param name="date">The trading date, New York, whose session has closed.</param>
    /// <param name="correlation">What the run's events are filed under.</param>
    /// <param name="cancellationToken">Cancels between the steps.</param>
    /// <returns>The day in one line.</returns>
    /// <exception cref="EndOfDayException">A later step failed; the books are closed.</exception>
    /// <exception cref="Brokers.BrokerException">The broker could not be read: the books are not closed.</exception>
    /// <exception cref="Storage.StorageException">The store could not answer: the books are not closed.</exception>
    public async Task<string> RunAsync(LocalDate date, string correlation, CancellationToken cancellationToken)
    {
        var from = await keeper.FirstUnclosedAsync(date, cancellationToken).ConfigureAwait(false);
        var reconciled = await reconciler.BackfillAsync(from, correlation, cancellationToken).ConfigureAwait(false);
        var close = await keeper.CloseThroughAsync(date, correlation, cancellationToken).ConfigureAwait(false);
        var failures = new List<(string Step, Exception Fault)>();
        await TryAsync("report", () => report.WriteJsonAsync(close, cancellationToken), failures).ConfigureAwait(false);
        await TryAsync("summary", () => report.WriteTextAsync(close, cancellationToken), failures).ConfigureAwait(false);
        foreach (var step in steps)
        {
            await TryAsync(step.Name, () => step.RunAsync(close, correlation, cancellationToken), failures).ConfigureAwait(false);
        }

        await TryAsync("archive", async () => await book.ArchiveAsync(date, cancellationToken).ConfigureAwait(false), failures).ConfigureAwait(false);
        await TryAsync("anchor", () => AnchorAsync(date, cancellationToken), failures).ConfigureAwait(false);
        if (failures.Count > 0)
        {
            throw new EndOfDayException($"{string.Join("; ", failures.Select(failure => $"{failure.Step}: {failure.Fault.Message}"))}. The books of {date:R} are closed.", failures[0].Fault);
        }

        return LineOf(close, reconciled);
    }

    private static string LineOf(DayClose close, ReconcileReport reconciled)
    {
        var day = close.Summary;
        return $"realized {Dollars.WithSign(day.Realized)}, unrealized {Dollars.WithSign(day.Unrealized)}, fees {Dollars.WithSign(-day.Fees)}, total {Dollars.WithSign(day.Total)}; "
            + $"{day.Trades} trades, {day.Wins} wins, {day.Losses} losses; {close.Positions.Count} positions, {reconciled.Differences.Count} differences";
    }

    private static async ValueTask TryAsync(string step, Func<ValueTask> work, List<(string Step, Exception Fault)> failures)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            failures.Add((step, fault));
        }
    }

    private async ValueTask AnchorAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var (events, hash) = await journal.HeadAsync(cancellationToken).ConfigureAwait(false);
        await anchors.RememberAsync(date, new JournalAnchor(events, hash), cancellationToken).ConfigureAwait(false);
    }
}

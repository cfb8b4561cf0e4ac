using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Time;

namespace Trading.Reconciliation;

/// <summary>
/// Looks at the positions: the broker's against the lots that our executions leave. Journals a difference (<c>position-difference</c>) when it is confirmed and when it is gone,
/// alerts it, and on a wrong side stops new risk. Changes no book: the broker's positions are shown, never taken over.
/// </summary>
internal sealed class PositionReconcile(
    IBroker broker, FillBook fills, DayBooks days, PositionsStore store, KillSwitch kill, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    private Computed? latest;

    /// <summary>One look. A fetch that fails throws and leaves the last look as it is: it is not an account without positions.</summary>
    /// <exception cref="BrokerException">The positions could not be fetched.</exception>
    public async ValueTask<IReadOnlyList<PositionDifference>> LookAsync(OpeningBalance opening, string correlation, CancellationToken cancellationToken)
    {
        var theirs = await broker.PositionsAsync(cancellationToken).ConfigureAwait(false);
        var now = clock.Now();
        var (ledger, shorts) = await LedgerAsync(opening, NewYork.DateOf(now), cancellationToken).ConfigureAwait(false);
        var before = (await store.ReadAsync(cancellationToken).ConfigureAwait(false))?.Differences ?? [];
        var views = PositionCompare.SideBySide(ledger, shorts, theirs);
        var differences = PositionCompare.Differences(views, before, now);
        foreach (var difference in differences)
        {
            await TellAsync(difference, before, correlation, cancellationToken).ConfigureAwait(false);
        }

        foreach (var gone in before.Where(old => old.IsConfirmed && !differences.Any(difference => difference.Symbol == old.Symbol)))
        {
            await journal.AppendAsync("position-difference", correlation, new { gone.Symbol, gone.Class, gone.FirstSeen, Resolved = true }, cancellationToken).ConfigureAwait(false);
        }

        await store.SaveAsync(new PositionsSnapshot(now, views, differences), cancellationToken).ConfigureAwait(false);
        return differences;
    }

    // The lots are worked out again only when an execution was booked or a day was closed.
    private async ValueTask<(FifoLedger Ledger, IReadOnlyDictionary<Symbol, decimal> Shorts)> LedgerAsync(OpeningBalance opening, LocalDate today, CancellationToken cancellationToken)
    {
        var start = await days.StartOfAsync(today.PlusDays(1), cancellationToken).ConfigureAwait(false) ?? DayStart.Of(opening);
        var booked = await fills.BetweenAsync(start.Date?.PlusDays(1) ?? opening.Date, today, cancellationToken).ConfigureAwait(false);
        if (latest is not { } known || !ReferenceEquals(known.Start, start) || known.Fills != booked.Count)
        {
            latest = new Computed(start, booked.Count, FifoLedger.Run(start.Lots, booked));
        }

        return (latest.Ledger, start.Shorts);
    }

    private async ValueTask TellAsync(PositionDifference difference, IReadOnlyList<PositionDifference> before, string correlation, CancellationToken cancellationToken)
    {
        var known = before.FirstOrDefault(old => old.Symbol == difference.Symbol && old.Class == difference.Class);
        var isNews = difference.IsConfirmed && (known is not { IsConfirmed: true } || known.Book != difference.Book || known.Broker != difference.Broker);
        if (!isNews)
        {
            return;
        }

        var sentence = $"{difference.Symbol}: our books hold {difference.Book}, the broker {difference.Broker} ({difference.Class})";
        var data = new { difference.Symbol, difference.Class, difference.Book, difference.Broker, difference.FirstSeen };
        await journal.AppendAsync("position-difference", correlation, data, cancellationToken).ConfigureAwait(false);
        await alerts.RaiseAsync("position-difference", AlertSeverity.Critical, $"{difference.Symbol}:{difference.Class}", sentence, cancellationToken).ConfigureAwait(false);
        if (difference.Class == DifferenceClass.Side)
        {
            await kill.EscalateAsync(KillMode.CloseOnly, KillSources.Health, "Reconcile", sentence, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed record Computed(DayStart Start, int Fills, FifoLedger Ledger);
}

using Trading.Accounting;
using Trading.Control;
using Trading.Control.Pauses;
using Trading.Journal;
using Trading.Orders;
using Trading.Time;

namespace Trading.Operations.Inquiry.States;

/// <summary>Compares the records with what the journal says they should be. A desk that trades meanwhile is looked at twice: what is gone at the second look was only on its way.</summary>
public sealed class StateChecker(
    OrderBook book, FillBook fills, JournalReader journal, JournalWriter writer, KillSwitch kill, TradingGates gates, LoopSwitch loop, PauseBook pauses, TimeProvider clock)
{
    /// <summary>The report; nothing is written.</summary>
    /// <exception cref="Storage.StorageException">The store could not answer, or an event cannot be read.</exception>
    public async ValueTask<StateReport> CheckAsync(CancellationToken cancellationToken)
    {
        var (_, differences) = await CompareAsync(cancellationToken).ConfigureAwait(false);
        return await ReportAsync(differences, applied: false, 0, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The journal's word and the differences that stay.</summary>
    internal async ValueTask<(StateFold Told, IReadOnlyList<StateDifference> Differences)> CompareAsync(CancellationToken cancellationToken)
    {
        var (told, first) = await LookAsync(cancellationToken).ConfigureAwait(false);
        if (first.Count == 0)
        {
            return (told, first);
        }

        (told, var second) = await LookAsync(cancellationToken).ConfigureAwait(false);
        return (told, [.. second.Where(first.Contains)]);
    }

    internal async ValueTask<StateReport> ReportAsync(IReadOnlyList<StateDifference> differences, bool applied, int written, CancellationToken cancellationToken)
    {
        var (events, _) = await writer.HeadAsync(cancellationToken).ConfigureAwait(false);
        var reason = differences.Count == 0 ? $"the records are what {events} events say"
            : applied ? $"{written} records were written from the journal; {differences.Count(difference => !difference.Rebuilds)} differences are left to people"
            : $"{differences.Count} differences, of which a rebuild writes {differences.Count(difference => difference.Rebuilds)}";
        return new StateReport(differences.Count == 0 ? "PASS" : "FAIL", events, differences.Count, differences, applied, written, StateReport.AllKinds, reason);
    }

    /// <summary>All rows of book and archive by id.</summary>
    internal async ValueTask<Dictionary<string, Order>> KeptAsync(CancellationToken cancellationToken)
    {
        var kept = (await book.ArchivedAsync(string.Empty, cancellationToken).ConfigureAwait(false)).ToDictionary(order => order.Id, StringComparer.Ordinal);
        foreach (var order in (await book.LoadAsync(cancellationToken).ConfigureAwait(false)).Orders)
        {
            kept[order.Id] = order;
        }

        return kept;
    }

    private async ValueTask<(StateFold Told, IReadOnlyList<StateDifference> Differences)> LookAsync(CancellationToken cancellationToken)
    {
        var told = await StateFold.ReadAsync(journal, clock, cancellationToken).ConfigureAwait(false);
        var kept = await KeptAsync(cancellationToken).ConfigureAwait(false);
        return (told,
        [
            .. OrderDifferences.Between(told.Orders.Orders, kept),
            .. await FillsAsync(told, cancellationToken).ConfigureAwait(false),
            .. await ControlAsync(told, cancellationToken).ConfigureAwait(false),
        ]);
    }

    private async ValueTask<IReadOnlyList<StateDifference>> FillsAsync(StateFold told, CancellationToken cancellationToken)
    {
        var found = new List<StateDifference>();
        var dates = (await journal.BlobsAsync(cancellationToken).ConfigureAwait(false)).Select(blob => blob.Date).Concat(told.Fills.Values.Select(fill => fill.TradingDate)).ToHashSet();
        var kept = new Dictionary<string, BookedFill>(StringComparer.Ordinal);
        foreach (var date in dates.Append(NewYork.DateOf(clock.Now())).Distinct().Order())
        {
            foreach (var fill in await fills.StoredOnAsync(date, cancellationToken).ConfigureAwait(false))
            {
                kept[fill.Id] = fill;
            }
        }

        foreach (var (id, fill) in told.Fills.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!kept.Remove(id, out var row))
            {
                found.Add(new StateDifference("fills", id, "missing", null, Line(fill), null, Rebuilds: true));
            }
            else if (row != fill)
            {
                found.Add(new StateDifference("fills", id, "different", null, Line(fill), Line(row), Rebuilds: false, "an execution that is booked is never changed"));
            }
        }

        found.AddRange(kept.Values.OrderBy(row => row.Id, StringComparer.Ordinal)
            .Select(row => new StateDifference("fills", row.Id, "extra", null, null, Line(row), Rebuilds: false, "the journal does not know it; nothing is deleted")));
        return found;
    }

    private async ValueTask<IReadOnlyList<StateDifference>> ControlAsync(StateFold told, CancellationToken cancellationToken)
    {
        var mode = (await kill.ReadAsync(cancellationToken).ConfigureAwait(false)).Mode;
        var gate = await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
        var wanted = (await loop.ReadAsync(cancellationToken).ConfigureAwait(false)).Mode.ToString();
        var held = (await pauses.ReadAsync(cancellationToken).ConfigureAwait(false)).All.Select(pause => $"{pause.Kind}:{pause.Name}").ToHashSet(StringComparer.Ordinal);
        var found = new List<StateDifference?>
        {
            Differs("kill", "mode", told.Desk.Kill.Word(), mode.Word(), told.Desk.Kill > mode ? null : "a kill is never lowered: two people release it"),
            Differs("gates", "dry_run", told.Desk.DryRun, gate.DryRun, told.Desk.DryRun ? null : "a gate is never opened by a rebuild"),
            Differs("gates", "approved", told.Desk.Approved, gate.Approved, told.Desk.Approved ? "a gate is never opened by a rebuild" : null),
            Differs("loop", "mode", told.Loop ?? nameof(LoopMode.Running), wanted, "the loop is switched by system/start and system/shutdown"),
        };
        found.AddRange(told.Pauses.Where(pause => !held.Contains(pause)).Select(pause => new StateDifference("pauses", pause, "missing", null, "paused", null, Rebuilds: false, "pause it again")));
        found.AddRange(held.Where(pause => !told.Pauses.Contains(pause)).Order(StringComparer.Ordinal)
            .Select(pause => new StateDifference("pauses", pause, "extra", null, null, "paused", Rebuilds: false, "nothing is deleted")));
        return [.. found.OfType<StateDifference>()];
    }

    private static StateDifference? Differs<T>(string kind, string key, T journal, T record, string? why) =>
        Equals(journal, record) ? null : new StateDifference(kind, key, "different", null, $"{journal}", $"{record}", Rebuilds: why is null, why);

    private static string Line(BookedFill fill) => $"{fill.Side} {fill.Quantity} {fill.Symbol} at {fill.Price}, fee {fill.Fee}, of {fill.OrderId}, {fill.At}";
}

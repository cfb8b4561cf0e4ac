using Trading.Accounting;
using Trading.Control;
using Trading.Journal;
using Trading.Orders;
using Trading.Storage;

namespace Trading.Operations.Inquiry.States;

/// <summary>
/// Writes the records again that the journal proves: missing orders and executions, an order's terms and its progress forward, a kill or a shut gate that was lost.
/// Nothing is deleted, no kill lowered, no gate opened. A journal that does not hold proves nothing, and a store of another schema is left alone.
/// </summary>
public sealed class StateRebuilder(
    StateChecker checker, OrderBook book, FillBook fills, KillSwitch kill, TradingGates gates, JournalCheck check, JournalWriter journal, StoreSchema schema)
{
    /// <summary>The differences, written when <paramref name="apply"/> says so.</summary>
    /// <param name="apply">Writes; otherwise nothing is changed.</param>
    /// <param name="who">The person.</param>
    /// <param name="why">Their reason.</param>
    /// <param name="cancellationToken">Cancels between the records; a repeat takes up the rest.</param>
    /// <returns>The report, or why nothing was looked at.</returns>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<(StateReport? Report, string? Refusal)> RunAsync(bool apply, string who, string why, CancellationToken cancellationToken)
    {
        if (await schema.CheckAsync(cancellationToken).ConfigureAwait(false) is { } other)
        {
            return (null, other);
        }

        if (await check.CheckAsync(null, cancellationToken).ConfigureAwait(false) is { Fault: { } fault })
        {
            return (null, $"the journal does not hold and proves nothing: {fault.Sentence}");
        }

        var (told, differences) = await checker.CompareAsync(cancellationToken).ConfigureAwait(false);
        var written = apply ? await WriteAsync(told, differences, who, why, cancellationToken).ConfigureAwait(false) : 0;
        if (apply)
        {
            await journal.AppendAsync("state-rebuilt", "state", new { Who = who, Why = why, Differences = differences.Count, Written = written }, cancellationToken).ConfigureAwait(false);
        }

        return (await checker.ReportAsync(differences, apply, written, cancellationToken).ConfigureAwait(false), null);
    }

    private async ValueTask<int> WriteAsync(StateFold told, IReadOnlyList<StateDifference> differences, string who, string why, CancellationToken cancellationToken)
    {
        var kept = await checker.KeptAsync(cancellationToken).ConfigureAwait(false);
        var written = 0;
        foreach (var (kind, key) in differences.Where(difference => difference.Rebuilds).Select(difference => (difference.Kind, difference.Key)).Distinct())
        {
            written += kind switch
            {
                "orders" => await OrderAsync(told.Orders.Orders[key], kept.ContainsKey(key), cancellationToken).ConfigureAwait(false),
                "fills" => await fills.RestoreAsync(told.Fills[key], cancellationToken).ConfigureAwait(false) ? 1 : 0,
                "kill" => await KillAsync(told.Desk.Kill, who, why, cancellationToken).ConfigureAwait(false),
                _ => await ShutAsync(key, who, why, cancellationToken).ConfigureAwait(false),
            };
        }

        return written;
    }

    private async ValueTask<int> OrderAsync(Order told, bool isKept, CancellationToken cancellationToken)
    {
        if (!isKept)
        {
            return await book.ReserveAsync(told, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        // An archived row is history: it is reported, and stays as it was put away.
        if (book.View.Find(told.Id) is null)
        {
            return 0;
        }

        await book.ChangeAsync(told.Id, row => OrderDifferences.Rebuilt(told, row), cancellationToken).ConfigureAwait(false);
        return 1;
    }

    private async ValueTask<int> KillAsync(KillMode mode, string who, string why, CancellationToken cancellationToken)
    {
        await kill.EscalateAsync(mode, KillSources.Http, who, $"the journal has {mode.Word()}: {why}", cancellationToken).ConfigureAwait(false);
        return 1;
    }

    private async ValueTask<int> ShutAsync(string gate, string who, string why, CancellationToken cancellationToken)
    {
        if (gate == "dry_run")
        {
            await gates.SetDryRunAsync(on: true, who, why, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await gates.RevokeAsync(who, why, cancellationToken).ConfigureAwait(false);
        }

        return 1;
    }
}

using Trading.Compliance.Restricted;
using Trading.Control;
using Trading.Control.Pauses;
using Trading.Risk;
using Trading.Risk.Limits;
using Trading.Storage;

namespace Trading.Orders;

/// <summary>What people decided, as it stands for one order.</summary>
/// <param name="Kill">The kill switch.</param>
/// <param name="Gates">Dry run, approval, the kind of account.</param>
/// <param name="Pauses">What is held back.</param>
/// <param name="Restricted">What may not be bought.</param>
/// <param name="Limits">The limits in force.</param>
/// <param name="Unreadable">The refusal when the gates, the pauses, the restricted list or the limits could not be read.</param>
internal readonly record struct DoorReading(KillState Kill, GateState Gates, PauseSet Pauses, RestrictedSet Restricted, RiskLimits Limits, Block? Unreadable);

/// <summary>Reads from storage, for each order, what people decided. What cannot be read is shut.</summary>
internal sealed class DoorReader(KillSwitch kill, TradingGates gates, LimitsBook limits, PauseBook pauses, RestrictedList restricted)
{
    public async ValueTask<DoorReading> ReadAsync(OrderPurpose purpose, CancellationToken cancellationToken)
    {
        // Exits go where their entry went, so only an entry asks for dry run, approval, pauses and the restricted list.
        var isEntry = purpose == OrderPurpose.Entry;
        var ((state, held, barred, unreadable), (current, missing)) = await Both.OfAsync(
            isEntry ? ForEntryAsync(cancellationToken) : ForExitAsync(cancellationToken), LimitsAsync(isEntry, cancellationToken)).ConfigureAwait(false);

        // Last, so that no rise of the switch comes between its reading and the decision.
        return new DoorReading(await kill.ReadAsync(cancellationToken).ConfigureAwait(false), state, held, barred, current, unreadable ?? missing);
    }

    private async ValueTask<(GateState Gates, PauseSet Pauses, RestrictedSet Restricted, Block? Unreadable)> ForExitAsync(CancellationToken cancellationToken) =>
        (await gates.ReadForExitAsync(cancellationToken).ConfigureAwait(false), PauseSet.None, RestrictedSet.None, null);

    private async ValueTask<(GateState Gates, PauseSet Pauses, RestrictedSet Restricted, Block? Unreadable)> ForEntryAsync(CancellationToken cancellationToken)
    {
        var (state, held, barred) = (new GateState(DryRun: false, Approved: false, gates.Mode), PauseSet.None, RestrictedSet.None);
        var reading = "gates";
        try
        {
            var paused = pauses.ReadAsync(cancellationToken).AsTask();
            var listed = restricted.ReadAsync(cancellationToken).AsTask();
            state = await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
            reading = "pauses";
            held = await paused.ConfigureAwait(false);
            reading = "restricted_list";
            barred = await listed.ConfigureAwait(false);
            return (state, held, barred, null);
        }
        catch (StorageException fault)
        {
            return (state, held, barred, new Block($"{reading}_unreadable", $"{reading}_unreadable: {fault.Message}"));
        }
    }

    // Exits go on under the limits that were read last.
    private async ValueTask<(RiskLimits Limits, Block? Missing)> LimitsAsync(bool isEntry, CancellationToken cancellationToken)
    {
        try
        {
            return (await limits.CurrentAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (StorageException fault)
        {
            return (limits.Known, isEntry ? new Block("limits_unreadable", $"limits_unreadable: {fault.Message}") : null);
        }
    }
}

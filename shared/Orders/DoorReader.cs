using Trading.Control;
using Trading.Control.Pauses;
using Trading.Risk;
using Trading.Storage;

namespace Trading.Orders;

/// <summary>What people decided, as it stands for one order.</summary>
/// <param name="Kill">The kill switch.</param>
/// <param name="Gates">Dry run, approval, the kind of account.</param>
/// <param name="Pauses">What is held back.</param>
/// <param name="Unreadable">The refusal when the gates or pauses could not be read.</param>
internal readonly record struct DoorReading(KillState Kill, GateState Gates, PauseSet Pauses, Block? Unreadable);

/// <summary>Reads from storage, for each order, what people decided. What cannot be read is shut.</summary>
internal sealed class DoorReader(KillSwitch kill, TradingGates gates, PauseBook pauses)
{
    public async ValueTask<DoorReading> ReadAsync(OrderPurpose purpose, CancellationToken cancellationToken)
    {
        // Exits go where their entry went, so only an entry asks for dry run, approval and pauses.
        var (state, held, unreadable) = purpose == OrderPurpose.Entry
            ? await ForEntryAsync(cancellationToken).ConfigureAwait(false)
            : (new GateState(DryRun: false, Approved: true, gates.Mode), PauseSet.None, null);

        // Last, so that no rise of the switch comes between its reading and the decision.
        return new DoorReading(await kill.ReadAsync(cancellationToken).ConfigureAwait(false), state, held, unreadable);
    }

    private async ValueTask<(GateState Gates, PauseSet Pauses, Block? Unreadable)> ForEntryAsync(CancellationToken cancellationToken)
    {
        var state = new GateState(DryRun: false, Approved: false, gates.Mode);
        try
        {
            state = await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException fault)
        {
            return (state, PauseSet.None, new Block("gates_unreadable", $"gates_unreadable: {fault.Message}"));
        }

        try
        {
            return (state, await pauses.ReadAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (StorageException fault)
        {
            return (state, PauseSet.None, new Block("pauses_unreadable", $"pauses_unreadable: {fault.Message}"));
        }
    }
}

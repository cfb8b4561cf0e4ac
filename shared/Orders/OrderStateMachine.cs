using NodaTime;
using Trading.Brokers;

namespace Trading.Orders;

/// <summary>
/// How an order may move. Pure. News may arrive late, twice and out of order, so a step back is ignored: the executed quantity never falls,
/// an order that ended does not work again, and a fill that arrives after a cancel or an expiry still counts.
/// </summary>
public static class OrderStateMachine
{
    /// <summary>Whether an order may go from one state to another. Staying is always allowed.</summary>
    public static bool CanMove(OrderState from, OrderState to) => from == to || from switch
    {
        OrderState.Reserved => true,
        OrderState.Unknown => to is not OrderState.Reserved and not OrderState.DryRun,
        OrderState.Submitted => to is not OrderState.Reserved and not OrderState.Unknown and not OrderState.DryRun,
        OrderState.PartiallyFilled => to is OrderState.Filled or OrderState.Canceled or OrderState.Expired or OrderState.Rejected or OrderState.Replaced,
        OrderState.Canceled or OrderState.Expired or OrderState.Rejected or OrderState.Replaced => to is OrderState.Filled,
        _ => false,
    };

    /// <summary>The state that a broker's status stands for. A working order with fills is partly filled, whatever the status says.</summary>
    public static OrderState StateOf(BrokerOrder theirs) => theirs.Status switch
    {
        BrokerOrderStatus.Filled => OrderState.Filled,
        BrokerOrderStatus.Canceled => OrderState.Canceled,
        BrokerOrderStatus.Expired => OrderState.Expired,
        BrokerOrderStatus.Rejected => OrderState.Rejected,
        BrokerOrderStatus.Replaced => OrderState.Replaced,
        _ => theirs.Filled.IsZero ? OrderState.Submitted : OrderState.PartiallyFilled,
    };

    /// <summary>Our order after the broker's news of it; the same instance when nothing is new.</summary>
    /// <param name="ours">Our order.</param>
    /// <param name="theirs">The same order as the broker has it.</param>
    /// <param name="now">Becomes <see cref="Order.UpdatedAt"/> when something changed, UTC.</param>
    public static Order Apply(Order ours, BrokerOrder theirs, Instant now)
    {
        var more = theirs.Filled > ours.Filled;
        var state = Next(ours, StateOf(theirs), theirs);
        var next = ours with
        {
            State = state,

            // The broker shortens one leg of a bracket when the other fills in part, and a replacement to what its target had left.
            Quantity = ours.IsOpen && !theirs.Quantity.IsZero ? theirs.Quantity : ours.Quantity,
            BrokerOrderId = ours.BrokerOrderId ?? theirs.Id,
            Filled = more ? theirs.Filled : ours.Filled,
            FilledFrom = more ? ours.FilledFrom ?? now : ours.FilledFrom,
            AverageFillPrice = more ? theirs.AverageFillPrice : ours.AverageFillPrice ?? theirs.AverageFillPrice,
            Reason = ReasonOf(ours, state, theirs),
        };
        return next == ours ? ours : next with { UpdatedAt = now };
    }

    /// <summary>Our order in another state; the same instance when it may not go there. One that the broker is known to have is not written off as never taken: its own news ends it.</summary>
    public static Order Move(Order ours, OrderState to, string? reason, Instant now) =>
        ours.State == to || !CanMove(ours.State, to) || (to == OrderState.Rejected && ours.BrokerOrderId is not null)
            ? ours
            : ours with { State = to, Reason = reason ?? ours.Reason, UpdatedAt = now };

    private static OrderState Next(Order ours, OrderState seen, BrokerOrder theirs)
    {
        if (!theirs.Filled.IsZero && theirs.Filled >= theirs.Quantity && seen != OrderState.Replaced)
        {
            return CanMove(ours.State, OrderState.Filled) ? OrderState.Filled : ours.State;
        }

        // We wrote it off at the call, yet the broker has it: it lives after all.
        if (ours.State == OrderState.Rejected && ours.BrokerOrderId is null)
        {
            return seen;
        }

        return CanMove(ours.State, seen) ? seen : ours.State;
    }

    private static string? ReasonOf(Order ours, OrderState state, BrokerOrder theirs)
    {
        if (state == ours.State)
        {
            return ours.Reason;
        }

        // A late fill makes the reason of the cancel or the rejection untrue.
        return theirs.Reason ?? (state is OrderState.Filled && !ours.IsOpen ? null : ours.Reason);
    }
}

using NodaTime;
using Trading.Brokers;

namespace Trading.Embedded.Broker;

/// <summary>
/// What a bracket's three orders do to each other. The rule looks only at how they stand, so it may be applied at any time and any number of
/// times: after each change, and once more when an account is loaded that was cut short between two rows.
/// </summary>
internal static class SimBrackets
{
    /// <summary>Brings the bracket of which <paramref name="order"/> is a part into line.</summary>
    public static void Settle(SimBook book, SimOrder order, Instant at)
    {
        var entry = order.ParentId is { } parent ? book.Find(parent) : order;
        if (entry is null || book.LegsOf(entry) is not [var first, var second])
        {
            return;
        }

        Follow(book, entry, first, at);
        Follow(book, entry, second, at);
        OneCancelsOther(book, first, second, at);
        OneCancelsOther(book, second, first, at);
    }

    /// <summary>A leg waits until its entry is filled to the last share, and ends with an entry that will never be.</summary>
    private static void Follow(SimBook book, SimOrder entry, SimOrder leg, Instant at)
    {
        if (!leg.IsHeld)
        {
            return;
        }

        if (entry.Status == BrokerOrderStatus.Filled)
        {
            (leg.Status, leg.UpdatedAt, leg.WorksFrom) = (BrokerOrderStatus.New, at, at);
            book.Touch(leg);
        }
        else if (!entry.IsOpen)
        {
            book.End(leg, BrokerOrderStatus.Canceled, at, "the entry ended before it was filled");
        }
    }

    /// <summary>A leg that ends takes the other with it; one that fills in part leaves the other the same open shares.</summary>
    private static void OneCancelsOther(SimBook book, SimOrder leg, SimOrder other, Instant at)
    {
        if (!other.IsOpen)
        {
            return;
        }

        if (!leg.IsOpen)
        {
            book.End(other, BrokerOrderStatus.Canceled, at, "the other leg ended");
        }
        else if (leg.Remaining < other.Remaining)
        {
            (other.Quantity, other.UpdatedAt) = (other.Filled + leg.Remaining, at);
            book.Touch(other);
        }
    }
}

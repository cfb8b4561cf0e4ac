using NodaTime;
using Trading.Control;
using Trading.Market;
using Trading.Orders;
using Trading.Risk;
using Trading.Time;

namespace Trading.Execution;

/// <summary>Which working entries must go, and why. Pure.</summary>
internal static class EntryTidying
{
    /// <summary>Why a working entry is cancelled, or null to let it work.</summary>
    public static string? WhyCancel(Order entry, DeskSnapshot desk, KillMode kill, Session session, Instant now, DeskOptions options)
    {
        if (kill != KillMode.Off)
        {
            return $"kill switch {kill.Word()}";
        }

        if (entry.TradingDate != session.Date)
        {
            return "the entry is of an earlier session";
        }

        if (now >= session.Close - options.EntryCutoff)
        {
            return "the cutoff before the close";
        }

        return entry.State == OrderState.PartiallyFilled ? WhyCancelRest(entry, desk.PriceOf(entry.Symbol), now, options) : null;
    }

    // The broker holds the legs back until the entry is filled completely, so the shares bought so far have no stop.
    private static string? WhyCancelRest(Order entry, Price? price, Instant now, DeskOptions options) =>
        price <= entry.Bracket?.StopLoss ? "partly filled and at the stop"
        : now - (entry.FilledFrom ?? entry.UpdatedAt) >= options.PartialPatience ? "partly filled for too long"
        : null;
}

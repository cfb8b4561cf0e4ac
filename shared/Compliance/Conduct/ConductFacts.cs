using NodaTime;
using Trading.Accounting;
using Trading.Orders;
using Trading.Time;

namespace Trading.Compliance.Conduct;

/// <summary>What conduct checks look at.</summary>
/// <param name="Session">The day's session.</param>
/// <param name="Orders">The order book.</param>
/// <param name="Fills">The day's executions, in time order.</param>
public sealed record ConductFacts(Session Session, OrderBookView Orders, IReadOnlyList<BookedFill> Fills)
{
    /// <summary>The trading date.</summary>
    public LocalDate Date => Session.Date;
}

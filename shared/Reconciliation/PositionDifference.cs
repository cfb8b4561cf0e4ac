using NodaTime;
using Trading.Market;

namespace Trading.Reconciliation;

/// <summary>How our books and the broker disagree about a position.</summary>
public enum DifferenceClass
{
    /// <summary>Both hold shares, not as many.</summary>
    Quantity = 1,

    /// <summary>The broker holds shares that no execution in our books explains.</summary>
    Ghost,

    /// <summary>Our books hold shares that the broker has not.</summary>
    Missing,

    /// <summary>One is long and the other short, or our own sells went below zero: nothing may add to it.</summary>
    Side,
}

/// <summary>One disagreement.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Class">How.</param>
/// <param name="Book">Shares by our books.</param>
/// <param name="Broker">Shares by the broker.</param>
/// <param name="FirstSeen">When it was first seen, UTC.</param>
/// <param name="Looks">How often in a row it has been seen. An execution between two reads makes a difference that is gone at the next look.</param>
public sealed record PositionDifference(Symbol Symbol, DifferenceClass Class, decimal Book, decimal Broker, Instant FirstSeen, int Looks)
{
    /// <summary>Whether it is more than the moment between two reads: seen twice, or of the kind that cannot wait.</summary>
    public bool IsConfirmed => Class == DifferenceClass.Side || Looks > 1;
}

/// <summary>A position as both sides have it.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Ours">Shares that our executions explain.</param>
/// <param name="External">Shares of others by our books: bought by hand or there before us; below zero when short.</param>
/// <param name="AveragePrice">The average cost of ours, dollars a share; null when we hold none.</param>
/// <param name="Broker">Shares by the broker.</param>
/// <param name="BrokerAveragePrice">The broker's average price, dollars a share; null when it holds none.</param>
/// <param name="MarketValue">Dollars at the broker's last price.</param>
public sealed record PositionView(Symbol Symbol, decimal Ours, decimal External, decimal? AveragePrice, decimal Broker, decimal? BrokerAveragePrice, decimal MarketValue)
{
    /// <summary>Shares by our books.</summary>
    public decimal Book => Ours + External;
}

/// <summary>All positions at one look.</summary>
/// <param name="At">When the broker was asked, UTC: the age of what is shown.</param>
/// <param name="Positions">By symbol.</param>
/// <param name="Differences">By symbol.</param>
public sealed record PositionsSnapshot(Instant At, IReadOnlyList<PositionView> Positions, IReadOnlyList<PositionDifference> Differences);

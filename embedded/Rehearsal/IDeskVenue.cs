using NodaTime;
using Trading.Brokers;
using Trading.Market;

namespace Trading.Embedded.Rehearsal;

/// <summary>Where a desk trades: an account, and the market data that goes with it.</summary>
internal interface IDeskVenue : IAsyncDisposable
{
    /// <summary>What it is called in a line for a person.</summary>
    string Name { get; }

    IBroker Broker { get; }

    IMarketData Market { get; }

    /// <summary>What the archive of bars is filled from every night; null where the daily bars come from a folder or are made up, behind a simulator too.</summary>
    IBarFeed? Feed => null;

    /// <summary>A virtual clock has moved: what happens there by <paramref name="now"/> happens. A venue in real time needs no telling.</summary>
    ValueTask AdvanceToAsync(Instant now, CancellationToken cancellationToken);
}

using NodaTime;

namespace Trading.Market;

/// <summary>One minute of trading.</summary>
/// <param name="Start">The instant the minute begins, UTC; it ends a minute later.</param>
/// <param name="Open">First price, dollars.</param>
/// <param name="High">Highest price, dollars.</param>
/// <param name="Low">Lowest price, dollars.</param>
/// <param name="Close">Last price, dollars.</param>
/// <param name="Volume">Shares.</param>
public readonly record struct MinuteBar(Instant Start, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume)
{
    /// <summary>The instant the minute has ended: from here on its bar may be known.</summary>
    public Instant End => Start + Duration.FromMinutes(1);
}

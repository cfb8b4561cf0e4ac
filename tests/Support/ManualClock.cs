using NodaTime;

namespace Trading.Tests.Support;

/// <summary>A clock that stands still until it is moved. Timers are not simulated: code under test that waits gets what the base class gives.</summary>
internal sealed class ManualClock(Instant start) : TimeProvider
{
    /// <summary>What the clock shows, UTC. May be moved either way.</summary>
    public Instant Now { get; set; } = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <inheritdoc/>
    public override long GetTimestamp() => Now.ToUnixTimeTicks();

    /// <inheritdoc/>
    public override long TimestampFrequency => NodaConstants.TicksPerSecond;

    /// <summary>Moves the clock on.</summary>
    public void Advance(Duration by) => Now += by;
}

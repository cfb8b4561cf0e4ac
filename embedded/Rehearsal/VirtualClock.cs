using NodaTime;

namespace Trading.Embedded.Rehearsal;

/// <summary>A clock that a rehearsal moves by hand, and only forwards.</summary>
internal sealed class VirtualClock(Instant start) : TimeProvider
{
    public Instant Now { get; private set; } = start;

    public void MoveTo(Instant instant) =>
        Now = instant >= Now ? instant : throw new InvalidOperationException($"the virtual clock stands at {Now} and was told to go back to {instant}");

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <summary>Elapsed time is virtual too: a tick is 100 nanoseconds, as of DateTime.</summary>
    public override long GetTimestamp() => Now.ToUnixTimeTicks();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}

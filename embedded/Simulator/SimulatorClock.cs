using NodaTime;
using Trading.Time;

namespace Trading.Embedded.Simulator;

/// <summary>Another clock until it is set; from then on it stands where it was set last. Safe for concurrent callers.</summary>
internal sealed class SimulatorClock(TimeProvider other) : TimeProvider
{
    private readonly Lock gate = new();
    private Instant? set;

    /// <summary>Whether the clock has been set and so stands still.</summary>
    public bool IsSet
    {
        get
        {
            lock (gate)
            {
                return set is not null;
            }
        }
    }

    /// <summary>Sets the clock. Once set, it only goes forwards: false when <paramref name="instant"/> lies before the present.</summary>
    public bool TrySet(Instant instant)
    {
        lock (gate)
        {
            if (instant < set)
            {
                return false;
            }

            set = instant;
            return true;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return set?.ToDateTimeOffset() ?? other.GetUtcNow();
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => this.Now().ToUnixTimeTicks();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}

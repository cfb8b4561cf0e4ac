using NodaTime;

namespace Trading.Tests.Adapters;

/// <summary>A clock whose timers go off when a test moves it. A test waits for a timer to be set, never for time to pass.</summary>
internal sealed class SteppedClock(Instant start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Instant now = start;

    public Instant Now
    {
        get
        {
            lock (gate)
            {
                return now;
            }
        }
    }

    public override long TimestampFrequency => NodaConstants.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    public override long GetTimestamp() => Now.ToUnixTimeTicks();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until a timer is set that goes off within <paramref name="most"/>, and moves to that moment.</summary>
    /// <returns>How far it moved.</returns>
    public async Task<TimeSpan> StepAsync(TimeSpan most)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (timers.Where(timer => timer.Due <= now + Duration.FromTimeSpan(most)).MinBy(timer => timer.Due) is { } first)
                {
                    var step = first.Due - now;
                    MoveTo(first.Due);
                    return step.ToTimeSpan();
                }

                next = changed.Task;
            }

            await next;
        }
    }

    /// <summary>Moves on; what is due goes off.</summary>
    public void Advance(Duration by)
    {
        lock (gate)
        {
            MoveTo(now + by);
        }
    }

    private void MoveTo(Instant moment)
    {
        now = moment;
        foreach (var due in timers.Where(timer => timer.Due <= now).ToList())
        {
            timers.Remove(due);
            ThreadPool.QueueUserWorkItem(_ => due.Fire());
        }
    }

    private sealed class Timer(SteppedClock clock, Action fire) : ITimer
    {
        public Instant Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = clock.now + Duration.FromTimeSpan(dueTime);
                    clock.timers.Add(this);
                    clock.changed.SetResult();
                    clock.changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

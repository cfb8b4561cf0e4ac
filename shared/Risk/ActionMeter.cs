using NodaTime;

namespace Trading.Risk;

/// <summary>Counts actions in the last 60 seconds, for alerts only: exits and cancels are never blocked by their number.</summary>
internal sealed class ActionMeter
{
    private readonly Queue<Instant> seen = new();

    /// <summary>Notes an action; how many the last 60 seconds hold, this one included.</summary>
    public int Note(Instant now)
    {
        lock (seen)
        {
            seen.Enqueue(now);
            while (seen.Peek() <= now - Duration.FromMinutes(1))
            {
                seen.Dequeue();
            }

            return seen.Count;
        }
    }
}

using Microsoft.AspNetCore.Http;
using NodaTime;
using Trading.Time;

namespace Trading.Embedded.Simulator.Http;

/// <summary>So many requests in each minute of the clock, and the headers that tell how many are left.</summary>
internal sealed class RateWindow(TimeProvider clock, int most)
{
    private readonly Lock gate = new();
    private long minute;
    private int taken;

    /// <summary>Counts a request and writes the headers; false when the minute has had its number.</summary>
    public bool TryTake(IHeaderDictionary headers)
    {
        if (most == 0)
        {
            return true;
        }

        var now = clock.Now().ToUnixTimeSeconds() / NodaConstants.SecondsPerMinute;
        int before;
        lock (gate)
        {
            (minute, taken) = now == minute ? (minute, taken) : (now, 0);
            before = taken;
            taken = Math.Min(taken + 1, most);
        }

        Tell(headers, now, most - before - 1);
        return before < most;
    }

    /// <summary>Writes the headers of a minute that has had its number.</summary>
    public void TellNoneLeft(IHeaderDictionary headers) => Tell(headers, clock.Now().ToUnixTimeSeconds() / NodaConstants.SecondsPerMinute, left: 0);

    private void Tell(IHeaderDictionary headers, long minuteNow, int left)
    {
        headers["X-Ratelimit-Limit"] = $"{most}";
        headers["X-Ratelimit-Remaining"] = $"{Math.Max(0, left)}";
        headers["X-Ratelimit-Reset"] = $"{(minuteNow + 1) * NodaConstants.SecondsPerMinute}";
    }
}

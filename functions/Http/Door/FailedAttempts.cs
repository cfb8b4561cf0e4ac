using System.Runtime.InteropServices;
using NodaTime;
using Trading.Time;

namespace Trading.Functions.Http.Door;

/// <summary>
/// Wrong tokens, counted by address. After a few, an address must wait between two tries, longer each time: that keeps guessers from costing anything. A right token is
/// never made to wait, wherever it comes from: 256 random bits are not guessed, and a stop must not stand in line behind another program's mistakes.
/// </summary>
internal sealed class FailedAttempts(TimeProvider clock)
{
    /// <summary>Addresses that are remembered; beyond them the one that failed longest ago is forgotten.</summary>
    public const int MostAddresses = 4096;

    /// <summary>Wrong tokens that are free.</summary>
    public const int Free = 5;

    private const int LongestWaitDoublings = 6;
    private static readonly Duration Memory = Duration.FromMinutes(15);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Failures> failures = new(StringComparer.Ordinal);

    /// <summary>The addresses that are remembered.</summary>
    public int Count => failures.Count;

    /// <summary>Counts a wrong token.</summary>
    /// <returns>How long the address must wait, when it tried again too soon; zero when this try was heard.</returns>
    public Duration Fail(string address)
    {
        var now = clock.Now();
        lock (gate)
        {
            var before = failures.GetValueOrDefault(address);
            if (before.NextTry > now)
            {
                return before.NextTry - now;
            }

            MakeRoom(address, now);
            var count = now - before.Last > Memory ? 1 : before.Count + 1;
            failures[address] = new Failures(count, now, now + WaitAfter(count));
            return Duration.Zero;
        }
    }

    // 1, 2, 4, ... 64 seconds.
    private static Duration WaitAfter(int count) => count < Free ? Duration.Zero : Duration.FromSeconds(1 << Math.Min(count - Free, LongestWaitDoublings));

    private void MakeRoom(string address, Instant now)
    {
        if (failures.Count < MostAddresses || failures.ContainsKey(address))
        {
            return;
        }

        foreach (var (old, _) in failures.Where(each => now - each.Value.Last > Memory).ToList())
        {
            failures.Remove(old);
        }

        if (failures.Count >= MostAddresses)
        {
            failures.Remove(failures.MinBy(static each => each.Value.Last).Key);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Failures(int Count, Instant Last, Instant NextTry);
}

using Microsoft.Extensions.Logging;
using NodaTime;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Functions.Http.Door;

/// <summary>A request that was refused, as the journal keeps it: nothing of what was sent, so that no token can get in.</summary>
/// <param name="Function">The function that was asked.</param>
/// <param name="Route">Its route's template.</param>
/// <param name="Method">The method.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Code">The answer's code.</param>
/// <param name="From">What kind of address it came from: <c>loopback</c>, <c>proxy</c>, <c>private</c>, <c>public</c>, <c>unknown</c>.</param>
/// <param name="Who">The operator's name, if one was recognised.</param>
/// <param name="Credential">The credential that was shown, if one was recognised.</param>
internal sealed record RefusedRequest(string Function, string Route, string Method, int Status, string Code, string From, string? Who, string? Credential);

/// <summary>
/// Journals refused requests. So that a flood of them cannot fill the journal, sixty a minute have an event each; the others, and all that were told to wait, are counted
/// and make one event when the minute is over.
/// </summary>
internal sealed class RefusalLog(JournalWriter journal, TimeProvider clock, ILogger<RefusalLog> logger)
{
    private const int MostAMinute = 60;
    private const int TooMany = 429;
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly Lock gate = new();
    private Instant since;
    private int written;
    private int counted;

    /// <summary>Writes the refusal down, or counts it.</summary>
    public async ValueTask AddAsync(RefusedRequest refused)
    {
        await SettleAsync();
        if (Takes(refused.Status))
        {
            await AppendAsync("request-refused", refused);
        }
    }

    /// <summary>Writes what was counted, once its minute is over.</summary>
    public async ValueTask SettleAsync()
    {
        if (Volatile.Read(ref counted) > 0 && TakeCounted() is { } sum)
        {
            await AppendAsync("requests-refused", sum);
        }
    }

    private bool Takes(int status)
    {
        lock (gate)
        {
            var now = clock.Now();
            if (now - since >= Minute)
            {
                (since, written) = (now, 0);
            }

            if (status == TooMany || written >= MostAMinute)
            {
                counted++;
                return false;
            }

            written++;
            return true;
        }
    }

    private CountedRefusals? TakeCounted()
    {
        lock (gate)
        {
            if (counted == 0 || clock.Now() - since < Minute)
            {
                return null;
            }

            var sum = new CountedRefusals(counted, since);
            counted = 0;
            return sum;
        }
    }

    // A refusal stands whether or not it could be written down.
    private async ValueTask AppendAsync(string kind, object data)
    {
        try
        {
            await journal.AppendAsync(kind, "door", data, CancellationToken.None);
        }
        catch (StorageException fault)
        {
            logger.LogWarning("a refused request could not be journalled: {Fault}", fault.Message);
        }
    }

    private sealed record CountedRefusals(int Count, Instant Since);
}

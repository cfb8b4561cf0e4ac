using NodaTime;
using NodaTime.Text;
using Trading.Embedded.Runtime;
using Trading.Storage;

namespace Trading.Embedded.Rehearsal;

/// <summary>Counts a day's invocations by function. Kept with each step, so that a killed rehearsal goes on counting where it stood.</summary>
internal sealed class FunctionTally(IRecords records, TimeProvider wallClock)
{
    private readonly RecordTable<DayTally> table = new(records, "rehearsaltallies");
    private readonly SortedDictionary<string, Count> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> begun = new(StringComparer.Ordinal);
    private LocalDate date;
    private bool changed;

    /// <summary>Is told of each function that begins.</summary>
    public Action<string> Began { get; set; } = static _ => { };

    public void Observe(string function, FunctionKind kind, InvocationPhase phase)
    {
        if (kind == FunctionKind.Http)
        {
            return;
        }

        changed = true;
        var count = counts.GetValueOrDefault(function) ?? new Count(0, 0, 0, 0);
        counts[function] = phase switch
        {
            InvocationPhase.Fired => Begin(function, count),
            InvocationPhase.Ran => count with { Ran = count.Ran + 1, ElapsedMs = count.ElapsedMs + Since(function) },
            _ => count with { Failed = count.Failed + 1, ElapsedMs = count.ElapsedMs + Since(function) },
        };
    }

    /// <summary>Goes on counting <paramref name="day"/>, from what is kept of it.</summary>
    public async ValueTask OpenAsync(LocalDate day, CancellationToken cancellationToken)
    {
        (date, changed) = (day, false);
        counts.Clear();
        if (await table.GetAsync("days", LocalDatePattern.Iso.Format(day), cancellationToken).ConfigureAwait(false) is { } kept)
        {
            foreach (var (function, count) in kept.Value.Functions)
            {
                counts[function] = count;
            }
        }
    }

    /// <summary>Keeps the counts as they stand.</summary>
    public async ValueTask KeepAsync(CancellationToken cancellationToken)
    {
        if (changed)
        {
            changed = false;
            await table.PutAsync("days", LocalDatePattern.Iso.Format(date), new DayTally(counts), cancellationToken).ConfigureAwait(false);
        }
    }

    public Count Of(string function) => counts.GetValueOrDefault(function) ?? new Count(0, 0, 0, 0);

    private Count Begin(string function, Count count)
    {
        begun[function] = wallClock.GetTimestamp();
        Began(function);
        return count with { Fired = count.Fired + 1 };
    }

    // An orchestration that began in an earlier process has no beginning here: its real time is not known.
    private long Since(string function) =>
        begun.Remove(function, out var start) ? (long)wallClock.GetElapsedTime(start).TotalMilliseconds : 0;

    /// <summary>Invocations of one function; the real time is milliseconds.</summary>
    internal sealed record Count(int Fired, int Ran, int Failed, long ElapsedMs);

    /// <summary>Invocations of all functions on one day.</summary>
    internal sealed record DayTally(IReadOnlyDictionary<string, Count> Functions);
}

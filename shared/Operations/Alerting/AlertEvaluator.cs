using NodaTime;
using Trading.Operations.Readings;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Alerting;

/// <summary>
/// Holds the readings of all rooms against the table: raises what is out of bounds for as long as the table asks, resolves what is well again. What it knows is in records
/// (which alerts stand: <c>openalerts</c>; since when something is out of bounds that is not raised yet: <c>alertwatch</c>), so that it goes on after a restart and beside another process.
/// A metric that is not known raises an alert of its own, and neither raises nor resolves the alerts that watch it.
/// </summary>
public sealed class AlertEvaluator(
    IEnumerable<IReadingSource> sources, IEnumerable<IReadingListener> listeners, AlertBook book, Alerts alerts, AlertActions actions, IRecords records, TimeProvider clock) : IDisposable
{
    private const string Desk = "desk";
    private readonly IReadOnlyList<IReadingSource> sources = [.. sources];
    private readonly IReadingListener[] listeners = [.. listeners];
    private readonly RecordTable<Watch> watches = new(records, "alertwatch");
    private readonly SemaphoreSlim gate = new(1);
    private long lastMinute = long.MinValue;

    /// <summary>As <see cref="RunAsync"/>, once a minute however often it is called: what the readings rest on (reconciles, heartbeats, closed minutes) changes by the minute, cycles come every fifteen seconds.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask OnCycleAsync(CancellationToken cancellationToken)
    {
        var minute = clock.Now().ToUnixTimeSeconds() / 60;
        if (Volatile.Read(ref lastMinute) != minute)
        {
            await RunAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref lastMinute, minute);
        }
    }

    /// <summary>One round over all readings.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var round = await ReadingRound.ReadAsync(sources, cancellationToken).ConfigureAwait(false);
            var standing = await StandingAsync(cancellationToken).ConfigureAwait(false);
            var waiting = await WatchesAsync(cancellationToken).ConfigureAwait(false);
            await JudgeAsync(round, standing, waiting, cancellationToken).ConfigureAwait(false);
            await EndAsync(round, standing, waiting, cancellationToken).ConfigureAwait(false);
            Tell(round);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private void Tell(ReadingRound round)
    {
        foreach (var listener in listeners)
        {
            listener.Read(round.All, clock.Now());
        }
    }

    private async ValueTask JudgeAsync(ReadingRound round, Dictionary<string, string> standing, Dictionary<string, Instant> waiting, CancellationToken cancellationToken)
    {
        var worst = new Worst();
        foreach (var rule in AlertTable.Watching)
        {
            foreach (var reading in round.Of(rule.When!.Metric) ?? [])
            {
                if (reading.Value is { } value)
                {
                    await JudgeAsync(rule, reading, value, standing, waiting, worst, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async ValueTask JudgeAsync(
        AlertRule rule, Reading reading, decimal value, Dictionary<string, string> standing, Dictionary<string, Instant> waiting, Worst worst, CancellationToken cancellationToken)
    {
        var (isOut, row) = (rule.When!.IsOut(value), AlertKeys.Row(rule.Code, reading.Subject));
        if (standing.TryGetValue(row, out var id))
        {
            worst.Stands(reading, rule.When.IsWell(value));
            if (isOut)
            {
                await ActAsync(rule, id, cancellationToken).ConfigureAwait(false);
            }
        }
        else if (isOut && !worst.Covers(reading) && await IsDueAsync(rule.When.For, row, waiting, cancellationToken).ConfigureAwait(false))
        {
            await alerts.RaiseAsync(rule.Code, rule.Level.Severity(), reading.Subject, reading.Sentence, !worst.Falls(reading), cancellationToken).ConfigureAwait(false);
            worst.Stands(reading, isWell: false);
            standing[row] = $"{AlertKeys.Partition(NewYork.DateOf(clock.Now()))}:{row}";
            await ActAsync(rule, standing[row], cancellationToken).ConfigureAwait(false);
        }
    }

    // Whether it has lasted long enough; where it begins to last, that is kept.
    private async ValueTask<bool> IsDueAsync(Duration least, string row, Dictionary<string, Instant> waiting, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (least == Duration.Zero)
        {
            return true;
        }

        if (waiting.TryGetValue(row, out var since))
        {
            return since + least <= now;
        }

        waiting.Add(row, now);
        await watches.PutAsync(Desk, row, new Watch(now), cancellationToken).ConfigureAwait(false);
        return false;
    }

    private ValueTask ActAsync(AlertRule rule, string id, CancellationToken cancellationToken) =>
        rule.Action == AlertActionKind.None ? ValueTask.CompletedTask : actions.TakeAsync(rule, id, cancellationToken);

    // What stands and is well again, or is not read any more though every source answered, is over; what waited and is within bounds waits no longer.
    private async ValueTask EndAsync(ReadingRound round, Dictionary<string, string> standing, Dictionary<string, Instant> waiting, CancellationToken cancellationToken)
    {
        foreach (var (row, id) in standing)
        {
            if (IsOver(row, round, isRaised: true, out var why) && await alerts.ResolveAsync(id, why, cancellationToken).ConfigureAwait(false) is { } over)
            {
                await actions.ReleaseAsync(over, cancellationToken).ConfigureAwait(false);
                await TellAsync(over, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var row in waiting.Keys)
        {
            if (standing.ContainsKey(row) || IsOver(row, round, isRaised: false, out _))
            {
                await watches.DeleteAsync(Desk, row, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsOver(string row, ReadingRound round, bool isRaised, out string why)
    {
        why = string.Empty;
        if (RuleOf(row) is not { When: { } condition } rule)
        {
            return false;
        }

        foreach (var reading in round.Of(condition.Metric) ?? [])
        {
            if (AlertKeys.Row(rule.Code, reading.Subject) == row)
            {
                why = reading.Sentence;
                return reading.Value is { } value && (isRaised ? condition.IsWell(value) : !condition.IsOut(value));
            }
        }

        why = $"{condition.Metric} has nothing of it any more";
        return round.IsWhole || condition.Metric == AlertMetrics.Unknown;
    }

    private static AlertRule RuleOf(string row) => AlertTable.Of(row[..row.IndexOf(':')]);

    // Who was called for something grave hears that it is over.
    private async ValueTask TellAsync(Alert over, CancellationToken cancellationToken)
    {
        var rule = AlertTable.Of(over.Code);
        if (rule.Level <= AlertLevel.Sev2 && over.Silence is null)
        {
            await alerts.PostAsync(over, AlertMessage.Resolved, rule.Notify, cancellationToken).ConfigureAwait(false);
            alerts.Ring();
        }
    }

    // Of the rules that watch a metric. An entry whose alert is missing or over is what a process that died left behind.
    private async ValueTask<Dictionary<string, string>> StandingAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in await book.IndexAsync(cancellationToken).ConfigureAwait(false))
        {
            if (RuleOf(entry.Row).When is null)
            {
                continue;
            }

            if (await book.FindAsync(entry.Value.Id, cancellationToken).ConfigureAwait(false) is { State: not AlertState.Resolved })
            {
                found.Add(entry.Row, entry.Value.Id);
            }
            else
            {
                await book.DropAsync(entry.Row, cancellationToken).ConfigureAwait(false);
            }
        }

        return found;
    }

    private async ValueTask<Dictionary<string, Instant>> WatchesAsync(CancellationToken cancellationToken)
    {
        var rows = await watches.QueryAsync(Desk, string.Empty, cancellationToken).ConfigureAwait(false);
        var found = new Dictionary<string, Instant>(rows.Count, StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            found[rows[i].Row] = rows[i].Value.Since;
        }

        return found;
    }

    private sealed record Watch(Instant Since);

    /// <summary>Of several thresholds of one metric the worst that is passed has the alert; one that falls back to a milder threshold is recorded there and not told.</summary>
    private sealed class Worst
    {
        private readonly HashSet<(string, string)> covered = [];
        private readonly HashSet<(string, string)> falling = [];

        public void Stands(Reading reading, bool isWell) => (isWell ? falling : covered).Add((reading.Metric, reading.Subject));

        public bool Covers(Reading reading) => covered.Contains((reading.Metric, reading.Subject));

        public bool Falls(Reading reading) => falling.Contains((reading.Metric, reading.Subject));
    }
}

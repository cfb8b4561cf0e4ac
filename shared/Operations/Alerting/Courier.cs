using NodaTime;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Alerting;

/// <summary>
/// Carries messages to people. A message is a record (table <c>outbox</c>) until a channel has taken it, so that nothing is dropped by a full queue, a dead server or a restart;
/// whoever raises an alert only writes that record and never waits for a network. What could not be sent waits for the next round of the health check.
/// </summary>
/// <param name="records">The store.</param>
/// <param name="channels">The ways to people; none when there is nobody to tell.</param>
/// <param name="journal">Told what could not be sent.</param>
/// <param name="redaction">Takes secrets out of what leaves.</param>
/// <param name="clock">The clock.</param>
/// <param name="start">Starts a delivery beside the caller; null leaves deliveries to the health check.</param>
public sealed class Courier(
    IRecords records, IEnumerable<IAlertChannel> channels, JournalWriter journal, Redaction redaction, TimeProvider clock, Action<Func<Task>>? start = null) : IDisposable
{
    private const string Table = "outbox";
    private static readonly Duration Claim = Duration.FromMinutes(1);
    private static readonly Duration MostARound = Duration.FromSeconds(30);
    private static readonly NodaTime.Text.InstantPattern Stamp = NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmss");
    private readonly IReadOnlyList<IAlertChannel> ways = [.. channels];
    private readonly Dictionary<string, Throttle> throttles = new(StringComparer.Ordinal);
    private readonly RecordTable<Delivery> table = new(records, Table);
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>The names of the ways to people.</summary>
    public IReadOnlyList<string> Channels => [.. ways.Select(way => way.Name)];

    /// <summary>Puts a message for some parties on record, once for each channel that reaches one of them.</summary>
    /// <exception cref="StorageException">It could not be recorded.</exception>
    internal async ValueTask PostAsync(Alert alert, string kind, IReadOnlyList<AlertParty> parties, CancellationToken cancellationToken)
    {
        foreach (var way in ways)
        {
            var reached = parties.Where(way.Reaches).ToList();
            if (reached.Count > 0)
            {
                var rule = AlertTable.Of(alert.Code);
                var delivery = new Delivery(alert.Id, kind, rule.Level, alert.Code, alert.Subject, alert.Sentence, reached, clock.Now());
                var row = $"{Stamp.Format(alert.Since())}:{kind}{alert.Escalation}:{AlertKeys.Row(alert.Code, alert.Subject)}";
                await table.InsertAsync(way.Name, row, delivery, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Has what waits delivered soon, beside the caller.</summary>
    internal void Ring()
    {
        if (ways.Count > 0)
        {
            start?.Invoke(() => DeliverAsync(CancellationToken.None));
        }
    }

    /// <summary>Delivers what waits, as far as it may leave now and half a minute goes.</summary>
    /// <returns>How many messages left, and the channels that failed.</returns>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async Task<(int Sent, IReadOnlyList<string> Failed)> DeliverAsync(CancellationToken cancellationToken)
    {
        var (sent, failed) = (0, new List<string>());
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var way in ways)
            {
                var (left, isDown) = await DeliverAsync(way, cancellationToken).ConfigureAwait(false);
                sent += left;
                if (isDown)
                {
                    failed.Add(way.Name);
                }
            }
        }
        finally
        {
            gate.Release();
        }

        return (sent, failed);
    }

    /// <summary>Sends a test message by every channel, past the throttle.</summary>
    /// <returns>For each channel null, or the kind of its fault.</returns>
    public async Task<IReadOnlyDictionary<string, string?>> TestAsync(string who, CancellationToken cancellationToken)
    {
        var parties = Enum.GetValues<AlertParty>();
        var results = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var way in ways)
        {
            var reached = parties.Where(way.Reaches).ToList();
            var message = new AlertMessage(AlertMessage.Test, AlertLevel.Sev4, "test", "Test of the alerts", [$"{who} asked for it; nothing is wrong"], reached, 1, clock.Now());
            results[way.Name] = await TryAsync(way, message, cancellationToken).ConfigureAwait(false);
        }

        return results;
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<(int Sent, bool IsDown)> DeliverAsync(IAlertChannel way, CancellationToken cancellationToken)
    {
        var sent = 0;
        var end = clock.Now() + MostARound;
        foreach (var group in await WaitingAsync(way, cancellationToken).ConfigureAwait(false))
        {
            var throttle = ThrottleOf(way);
            var ready = group.Where(row => !throttle.IsRepeat(row.Value, clock.Now())).ToList();
            foreach (var batch in Folding.Plan(ready, ready.Count == 0 ? 0 : throttle.Room(ready[0].Value, clock.Now())))
            {
                if (clock.Now() >= end || !await SendAsync(way, batch, throttle, cancellationToken).ConfigureAwait(false))
                {
                    return (sent, clock.Now() < end);
                }

                sent++;
            }
        }

        return (sent, false);
    }

    // The worst first, then by kind and code; the oldest first among them.
    private async Task<IEnumerable<IGrouping<string, Versioned<Delivery>>>> WaitingAsync(IAlertChannel way, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var rows = await table.QueryAsync(way.Name, string.Empty, cancellationToken).ConfigureAwait(false);
        return rows.Where(row => row.Value.ClaimedUntil is not { } until || until <= now)
            .OrderBy(row => row.Value.Level).ThenBy(row => row.Row, StringComparer.Ordinal)
            .GroupBy(row => Throttle.Group(row.Value), StringComparer.Ordinal);
    }

    private async Task<bool> SendAsync(IAlertChannel way, IReadOnlyList<Versioned<Delivery>> rows, Throttle throttle, CancellationToken cancellationToken)
    {
        var ours = await ClaimAsync(way, rows, cancellationToken).ConfigureAwait(false);
        if (ours.Count == 0)
        {
            return true;
        }

        var deliveries = ours.ConvertAll(row => row.Value);
        if (await TryAsync(way, Folding.Message(deliveries, redaction), cancellationToken).ConfigureAwait(false) is { } fault)
        {
            await PutBackAsync(way, ours, fault, cancellationToken).ConfigureAwait(false);
            return false;
        }

        throttle.Sent(deliveries, clock.Now());
        foreach (var row in ours)
        {
            await table.DeleteAsync(way.Name, row.Row, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    // Another process may be at the same rows: of two, one changes the row it read.
    private async Task<List<Versioned<Delivery>>> ClaimAsync(IAlertChannel way, IReadOnlyList<Versioned<Delivery>> rows, CancellationToken cancellationToken)
    {
        var ours = new List<Versioned<Delivery>>(rows.Count);
        foreach (var row in rows)
        {
            var claimed = row.Value with { ClaimedUntil = clock.Now() + Claim };
            if (await table.ReplaceAsync(way.Name, row.Row, claimed, row.Version, cancellationToken).ConfigureAwait(false) is { } version)
            {
                ours.Add(row with { Version = version });
            }
        }

        return ours;
    }

    private async Task PutBackAsync(IAlertChannel way, List<Versioned<Delivery>> rows, string fault, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            await table.ReplaceAsync(way.Name, row.Row, row.Value with { Failures = row.Value.Failures + 1, ClaimedUntil = null }, row.Version, cancellationToken).ConfigureAwait(false);
            if (row.Value.Failures == 0)
            {
                await journal.AppendAsync("alert-not-sent", row.Value.AlertId, new { Channel = way.Name, row.Value.Kind, Fault = fault }, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Fails open: whatever a channel does, alerts go on.
    private static async Task<string?> TryAsync(IAlertChannel way, AlertMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await way.SendAsync(message, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return fault.GetType().Name;
        }
    }

    private Throttle ThrottleOf(IAlertChannel way)
    {
        if (!throttles.TryGetValue(way.Name, out var throttle))
        {
            throttles.Add(way.Name, throttle = new Throttle());
        }

        return throttle;
    }
}

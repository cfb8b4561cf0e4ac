using System.Text.Json;
using NodaTime;
using Trading.Storage;

namespace Trading.Operations.Alerting;

/// <summary>An alert that is not over, in the index of those.</summary>
/// <param name="Id">The alert.</param>
/// <param name="DueAt">When something is to be done about it, UTC: escalate, end its silence, let it go; null when nothing is.</param>
internal sealed record OpenAlert(string Id, Instant? DueAt);

/// <summary>
/// The alerts on record: table <c>alerts</c>, partition = New York date, row = code and subject; those that are not over are listed in table <c>openalerts</c>, row = code and subject,
/// whatever their date. The index is written first, so that it may name an alert that is not there (the next sweep drops it) but never misses one.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer.</exception>
public sealed class AlertBook(IRecords records)
{
    private const string Desk = "desk";
    private const int MostTries = 20;
    private readonly RecordTable<Alert> alerts = new(records, "alerts");
    private readonly RecordTable<OpenAlert> open = new(records, "openalerts");

    /// <summary>The alert of an id, or null.</summary>
    public async ValueTask<Alert?> FindAsync(string id, CancellationToken cancellationToken) =>
        AlertKeys.Read(id) is var (partition, row) ? (await alerts.GetAsync(partition, row, cancellationToken).ConfigureAwait(false))?.Value : null;

    /// <summary>The alerts of a New York date, by code and subject.</summary>
    public async ValueTask<IReadOnlyList<Alert>> OnAsync(LocalDate date, CancellationToken cancellationToken) =>
        [.. (await alerts.QueryAsync(AlertKeys.Partition(date), string.Empty, cancellationToken).ConfigureAwait(false)).Select(versioned => versioned.Value)];

    /// <summary>Whether an alert of a code was raised on a New York date.</summary>
    public async ValueTask<bool> AnyAsync(LocalDate date, string code, CancellationToken cancellationToken) =>
        (await records.QueryAsync("alerts", AlertKeys.Partition(date), code + ":", cancellationToken).ConfigureAwait(false)).Count > 0;

    /// <summary>All alerts that are not over, whatever their date; by code and subject.</summary>
    public async ValueTask<IReadOnlyList<Alert>> StandingAsync(CancellationToken cancellationToken)
    {
        var found = new List<Alert>();
        foreach (var row in await IndexAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await FindAsync(row.Value.Id, cancellationToken).ConfigureAwait(false) is { State: not AlertState.Resolved } alert)
            {
                found.Add(alert);
            }
        }

        return found;
    }

    /// <summary>Whether a kept alert is over; one that cannot be read is not.</summary>
    internal static bool IsOver(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Alert>(json, TradingJson.Options) is { State: AlertState.Resolved };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The index of the alerts that are not over; the row is code and subject.</summary>
    internal ValueTask<IReadOnlyList<Versioned<OpenAlert>>> IndexAsync(CancellationToken cancellationToken) => open.QueryAsync(Desk, string.Empty, cancellationToken);

    /// <summary>The standing alert of a code and subject, or null.</summary>
    internal async ValueTask<Alert?> StandingAsync(string row, CancellationToken cancellationToken) =>
        await open.GetAsync(Desk, row, cancellationToken).ConfigureAwait(false) is { } entry
        && await FindAsync(entry.Value.Id, cancellationToken).ConfigureAwait(false) is { State: not AlertState.Resolved } alert
            ? alert
            : null;

    /// <summary>Adds an alert, or puts it over one of the same id that is over; false when another writer was first.</summary>
    internal async ValueTask<bool> AddAsync(Alert alert, CancellationToken cancellationToken)
    {
        var (partition, row) = AlertKeys.Read(alert.Id)!.Value;
        await open.PutAsync(Desk, row, new OpenAlert(alert.Id, Due(alert)), cancellationToken).ConfigureAwait(false);
        var before = await alerts.GetAsync(partition, row, cancellationToken).ConfigureAwait(false);
        return before is null ? await alerts.InsertAsync(partition, row, alert, cancellationToken).ConfigureAwait(false) is not null
            : before.Value.State == AlertState.Resolved && await alerts.ReplaceAsync(partition, row, alert, before.Version, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>Changes an alert; <paramref name="change"/> may run again on what another writer left, and says no with null. Returns the alert as changed, or null.</summary>
    internal async ValueTask<Alert?> ChangeAsync(string id, Func<Alert, Alert?> change, CancellationToken cancellationToken)
    {
        if (AlertKeys.Read(id) is not var (partition, row))
        {
            return null;
        }

        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await alerts.GetAsync(partition, row, cancellationToken).ConfigureAwait(false) is not { } found || change(found.Value) is not { } changed)
            {
                return null;
            }

            if (await alerts.ReplaceAsync(partition, row, changed, found.Version, cancellationToken).ConfigureAwait(false) is not null)
            {
                await IndexAsync(row, changed, cancellationToken).ConfigureAwait(false);
                return changed;
            }
        }

        throw new StorageException($"alert {id} could not be changed in {MostTries} tries: other writers were always first");
    }

    /// <summary>Takes an entry that names no standing alert off the index.</summary>
    internal async ValueTask DropAsync(string row, CancellationToken cancellationToken) => await open.DeleteAsync(Desk, row, cancellationToken).ConfigureAwait(false);

    /// <summary>Has the next sweep look at an alert.</summary>
    internal async ValueTask LookAtAsync(Alert alert, Instant when, CancellationToken cancellationToken)
    {
        if (AlertKeys.Read(alert.Id) is var (_, row))
        {
            await open.PutAsync(Desk, row, new OpenAlert(alert.Id, when), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask IndexAsync(string row, Alert changed, CancellationToken cancellationToken)
    {
        if (changed.State != AlertState.Resolved)
        {
            await open.PutAsync(Desk, row, new OpenAlert(changed.Id, Due(changed)), cancellationToken).ConfigureAwait(false);
        }
        else if (await open.GetAsync(Desk, row, cancellationToken).ConfigureAwait(false) is { } entry && entry.Value.Id == changed.Id)
        {
            await DropAsync(row, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Instant? Due(Alert alert) => alert.State switch
    {
        AlertState.Open => alert.NextEscalationAt,
        AlertState.Silenced => alert.NextEscalationAt,
        AlertState.Acknowledged when AlertTable.Of(alert.Code).When is null => alert.AcknowledgedAt + Escalation.Forgotten,
        _ => null,
    };
}

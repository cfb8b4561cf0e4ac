using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.DurableTask.Client;
using Trading.Storage;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>
/// Orchestrations in tables: "instances" holds one record an instance, "history" the rows of its present run under their sequence. A new run
/// writes over the rows of the one before, which its generation tells apart, so nothing has to be deleted while an instance lives.
/// </summary>
internal sealed class InstanceStore(IRecords records)
{
    private const string Instances = "instances";
    private const string History = "history";
    private const string Partition = "orchestrations";

    /// <exception cref="StorageException">The store cannot answer, or what it holds is not a history.</exception>
    public async Task<IReadOnlyList<OrchestrationInstance>> LoadAllAsync(CancellationToken cancellationToken)
    {
        var loaded = new List<OrchestrationInstance>();
        foreach (var stored in await records.QueryAsync(Instances, Partition, string.Empty, cancellationToken).ConfigureAwait(false))
        {
            loaded.Add(await LoadAsync(stored, cancellationToken).ConfigureAwait(false));
        }

        return loaded;
    }

    /// <summary>An instance, or null when there is none.</summary>
    /// <exception cref="StorageException">The store cannot answer, or what it holds is not a history.</exception>
    public async Task<OrchestrationInstance?> LoadAsync(string id, CancellationToken cancellationToken)
    {
        var stored = await records.GetAsync(Instances, Partition, id, cancellationToken).ConfigureAwait(false);
        return stored is null ? null : await LoadAsync(stored, cancellationToken).ConfigureAwait(false);
    }

    public async Task SaveAsync(string id, InstanceRecord record, CancellationToken cancellationToken) =>
        await records.PutAsync(Instances, Partition, id, JsonSerializer.Serialize(record, DurableJson.Default.InstanceRecord), cancellationToken)
            .ConfigureAwait(false);

    public async Task AppendAsync(string id, int sequence, HistoryRow row, CancellationToken cancellationToken) =>
        await records.PutAsync(History, id, Key(sequence), JsonSerializer.Serialize(row, DurableJson.Default.HistoryRow), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Removes an instance that has ended, its record last: while it is there, its id is not free.</summary>
    public async Task PurgeAsync(string id, CancellationToken cancellationToken)
    {
        foreach (var row in await records.QueryAsync(History, id, string.Empty, cancellationToken).ConfigureAwait(false))
        {
            await records.DeleteAsync(History, id, row.Row, cancellationToken).ConfigureAwait(false);
        }

        await records.DeleteAsync(Instances, Partition, id, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OrchestrationInstance> LoadAsync(StoredRecord stored, CancellationToken cancellationToken)
    {
        var record = Read(stored, Instances, DurableJson.Default.InstanceRecord);
        var history = new List<HistoryRow>();
        if (record.Status != OrchestrationRuntimeStatus.Running)
        {
            return new OrchestrationInstance(stored.Row, record, history);
        }

        foreach (var row in await records.QueryAsync(History, stored.Row, string.Empty, cancellationToken).ConfigureAwait(false))
        {
            var read = Read(row, History, DurableJson.Default.HistoryRow);
            if (read.Generation == record.Generation)
            {
                history.Add(row.Row == Key(history.Count) ? read : throw new StorageException($"the history of {stored.Row} has no row {history.Count}"));
            }
        }

        return new OrchestrationInstance(stored.Row, record, history);
    }

    private static T Read<T>(StoredRecord stored, string table, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(stored.Json, type) ?? throw new StorageException($"record {table}/{stored.Partition}/{stored.Row} holds null");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"record {table}/{stored.Partition}/{stored.Row} is broken: {fault.Message}", fault);
        }
    }

    private static string Key(int sequence) => sequence.ToString("D8", CultureInfo.InvariantCulture);
}

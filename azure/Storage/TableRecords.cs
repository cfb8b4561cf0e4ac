using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Storage;

namespace Trading.Adapters.Storage;

/// <summary>
/// Records as rows of an account's tables; a record's version is the row's ETag. A conditional write whose answer was lost is never mistaken for somebody else's:
/// its repeat reads back whose write is there.
/// </summary>
internal sealed class TableRecords(TableServiceClient service, StoreCalls calls, WriteIds ids) : IRecords
{
    private readonly Homes<TableClient> tables = new(service.GetTableClient, static (table, token) => table.CreateIfNotExistsAsync(token));

    /// <inheritdoc/>
    public async ValueTask<StoredRecord?> GetAsync(string table, string partition, string row, CancellationToken cancellationToken)
    {
        var what = Checked(table, partition, row);
        return await calls.RunAsync(what, (_, token) => FindAsync(table, partition, row, token), cancellationToken).ConfigureAwait(false) is { } found ? RecordEntity.Read(found) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoredRecord>> QueryAsync(string table, string partition, string rowPrefix, CancellationToken cancellationToken)
    {
        StorageNames.CheckTable(table);
        StorageNames.CheckKey(partition);
        StorageNames.CheckPrefix(rowPrefix);
        var found = new List<StoredRecord>();
        await foreach (var record in new TablePages(tables[table], calls).ReadAsync(TableFilter.Of(partition, rowPrefix), cancellationToken).ConfigureAwait(false))
        {
            found.Add(record);
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Row, other.Row));
        return found;
    }

    /// <inheritdoc/>
    public async ValueTask<string?> InsertAsync(string table, string partition, string row, string json, CancellationToken cancellationToken)
    {
        var what = Checked(table, partition, row);
        var entity = RecordEntity.Of(table, partition, row, json, ids.Next());
        return await calls.RunAsync(what, (again, token) => WriteIfAsync(table, entity, client => client.AddEntityAsync(entity, token), again, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> ReplaceAsync(string table, string partition, string row, string json, string version, CancellationToken cancellationToken)
    {
        var what = Checked(table, partition, row);
        var entity = RecordEntity.Of(table, partition, row, json, ids.Next());
        return await calls.RunAsync(
            what,
            (again, token) => WriteIfAsync(table, entity, client => client.UpdateEntityAsync(entity, new ETag(version), TableUpdateMode.Replace, token), again, token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<string> PutAsync(string table, string partition, string row, string json, CancellationToken cancellationToken)
    {
        var what = Checked(table, partition, row);
        var entity = RecordEntity.Of(table, partition, row, json, ids.Next());
        return await calls.RunAsync(
            what,
            async (_, token) => VersionOf(await tables.WriteAsync(table, client => client.UpsertEntityAsync(entity, TableUpdateMode.Replace, token), token).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string table, string partition, string row, CancellationToken cancellationToken)
    {
        var what = Checked(table, partition, row);
        return await calls.RunAsync(what, async (again, token) => await DeleteAsync(tables[table], partition, row, token).ConfigureAwait(false) || again, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRecord> ScanAsync(string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StorageNames.CheckTable(table);
        var last = (Partition: string.Empty, Row: string.Empty);
        await foreach (var record in new TablePages(tables[table], calls).ReadAsync(TableFilter.All, cancellationToken).ConfigureAwait(false))
        {
            // The service's own order is ordinal; a reader that relies on it is not handed another in silence.
            var order = string.CompareOrdinal(last.Partition, record.Partition);
            if (order > 0 || (order == 0 && string.CompareOrdinal(last.Row, record.Row) >= 0))
            {
                throw new StorageException($"table {table}: record {record.Partition}/{record.Row} came out of order");
            }

            last = (record.Partition, record.Row);
            yield return record;
        }
    }

    /// <inheritdoc/>
    public async ValueTask PutManyAsync(string table, string partition, IReadOnlyList<RecordRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            Checked(table, partition, row.Row);
        }

        foreach (var some in TableBatches.Of(rows))
        {
            var actions = some.ConvertAll(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, RecordEntity.Of(table, partition, row.Row, row.Json, ids.Next())));
            await calls.RunAsync(
                $"records {table}/{partition}/{some[0].Row} to {some[^1].Row}",
                (_, token) => tables.WriteAsync(table, client => client.SubmitTransactionAsync(actions, token), token),
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DeleteManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            Checked(table, partition, row);
        }

        foreach (var some in rows.Distinct(StringComparer.Ordinal).Chunk(TableBatches.MostRows))
        {
            await calls.RunAsync($"records {table}/{partition}/{some[0]} to {some[^1]}", (_, token) => DeleteAsync(tables[table], partition, some, token), cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Checked(string table, string partition, string row)
    {
        StorageNames.CheckTable(table);
        StorageNames.CheckKey(partition);
        StorageNames.CheckKey(row);
        return $"record {table}/{partition}/{row}";
    }

    private static string VersionOf(Response answer) => answer.Headers.ETag?.ToString() ?? throw new StorageException("the store answered a write without a version");

    // A transaction fails whole when one of its rows is gone: then each goes by itself.
    private static async Task<bool> DeleteAsync(TableClient table, string partition, string[] rows, CancellationToken cancellationToken)
    {
        try
        {
            var actions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row), ETag.All));
            await table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            foreach (var row in rows)
            {
                await DeleteAsync(table, partition, row, cancellationToken).ConfigureAwait(false);
            }
        }

        return true;
    }

    private static async Task<bool> DeleteAsync(TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        try
        {
            return (await table.DeleteEntityAsync(partition, row, ETag.All, cancellationToken).ConfigureAwait(false)).Status != 404;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return false;
        }
    }

    private async Task<string?> WriteIfAsync(string table, TableEntity entity, Func<TableClient, Task<Response>> write, bool again, CancellationToken cancellationToken)
    {
        try
        {
            return VersionOf(await tables.WriteAsync(table, write, cancellationToken).ConfigureAwait(false));
        }
        catch (RequestFailedException no) when (no.ErrorCode is "EntityAlreadyExists" or "UpdateConditionNotSatisfied" or "ConditionNotMet" or "ResourceNotFound")
        {
            return again
                && await FindAsync(table, entity.PartitionKey, entity.RowKey, cancellationToken).ConfigureAwait(false) is { } there
                && there.GetString(WriteIds.Name) == entity.GetString(WriteIds.Name)
                ? there.ETag.ToString()
                : null;
        }
    }

    private async Task<TableEntity?> FindAsync(string table, string partition, string row, CancellationToken cancellationToken) =>
        await tables[table].GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken).ConfigureAwait(false) is { HasValue: true, Value: { } found } ? found : null;
}

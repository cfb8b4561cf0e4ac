using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;

namespace Trading.Adapters.Storage;

/// <summary>The account's tables. One that is missing is made when it is first written to, and not asked for before.</summary>
internal sealed class TableHomes(TableServiceClient service)
{
    private readonly ConcurrentDictionary<string, TableClient> tables = new(StringComparer.Ordinal);

    public TableClient this[string table] => tables.GetOrAdd(table, service.GetTableClient);

    /// <summary>Writes, and once more when the table had to be made.</summary>
    public async Task<T> WriteAsync<T>(string table, Func<TableClient, Task<T>> write, CancellationToken cancellationToken)
    {
        var client = this[table];
        try
        {
            return await write(client).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (StoreFaults.IsHomeMissing(missing))
        {
            await client.CreateIfNotExistsAsync(cancellationToken).ConfigureAwait(false);
            return await write(client).ConfigureAwait(false);
        }
    }
}

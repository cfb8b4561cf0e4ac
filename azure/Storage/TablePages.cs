using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Storage;

namespace Trading.Adapters.Storage;

/// <summary>Reads many rows page by page; each page is a call of its own, repeated by itself.</summary>
internal sealed class TablePages(TableClient table, StoreCalls calls)
{
    /// <summary>The rows that a filter passes, as the service orders them; none when there is no such table.</summary>
    public async IAsyncEnumerable<StoredRecord> ReadAsync(string? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var from = next;
            var page = await calls.RunAsync($"table {table.Name}", (_, token) => PageAsync(filter, from, token), cancellationToken).ConfigureAwait(false);
            foreach (var entity in page?.Values ?? [])
            {
                yield return RecordEntity.Read(entity);
            }

            next = page?.ContinuationToken;
        }
        while (next is not null);
    }

    private async Task<Page<TableEntity>?> PageAsync(string? filter, string? from, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).AsPages(from).ConfigureAwait(false))
            {
                return page;
            }

            return null;
        }
        catch (RequestFailedException missing) when (StoreFaults.IsHomeMissing(missing))
        {
            return null;
        }
    }
}

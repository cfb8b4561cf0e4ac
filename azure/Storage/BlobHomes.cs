using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;

namespace Trading.Adapters.Storage;

/// <summary>The account's containers. One that is missing is made when it is first written to, and not asked for before.</summary>
internal sealed class BlobHomes(BlobServiceClient service)
{
    private readonly ConcurrentDictionary<string, BlobContainerClient> containers = new(StringComparer.Ordinal);

    public BlobContainerClient this[string container] => containers.GetOrAdd(container, service.GetBlobContainerClient);

    /// <summary>Writes, and once more when the container had to be made.</summary>
    public async Task<T> WriteAsync<T>(string container, Func<BlobContainerClient, Task<T>> write, CancellationToken cancellationToken)
    {
        var client = this[container];
        try
        {
            return await write(client).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (StoreFaults.IsHomeMissing(missing))
        {
            await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return await write(client).ConfigureAwait(false);
        }
    }
}

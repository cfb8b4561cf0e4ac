using System.Collections.Concurrent;
using Azure;

namespace Trading.Adapters.Storage;

/// <summary>The account's tables, or its containers. One that is missing is made when it is first written to, and not asked for before.</summary>
/// <typeparam name="TClient">The client of one.</typeparam>
/// <param name="open">The client by its name; nothing is asked of the service.</param>
/// <param name="make">Makes it where it is missing.</param>
internal sealed class Homes<TClient>(Func<string, TClient> open, Func<TClient, CancellationToken, Task> make)
{
    private readonly ConcurrentDictionary<string, TClient> clients = new(StringComparer.Ordinal);

    public TClient this[string name] => clients.GetOrAdd(name, open);

    /// <summary>Writes, and once more when it had to be made.</summary>
    public async Task<T> WriteAsync<T>(string name, Func<TClient, Task<T>> write, CancellationToken cancellationToken)
    {
        var client = this[name];
        try
        {
            return await write(client).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (StoreFaults.IsHomeMissing(missing))
        {
            await make(client, cancellationToken).ConfigureAwait(false);
            return await write(client).ConfigureAwait(false);
        }
    }
}

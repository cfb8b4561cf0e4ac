using System.Collections.Concurrent;
using Trading.Storage;

namespace Trading.Orders;

/// <summary>
/// The intents of two orders that are being sent: table <c>intents</c>, partition = account, row = the first order's id. Written before the first row is reserved and
/// removed after the last order is sent, so that a process that dies in between does not leave half an entry.
/// </summary>
public sealed class IntentLog(IRecords records, string account)
{
    private readonly RecordTable<OrderIntent> table = new(records, "intents");

    // Those that may lie in the store, once this process has looked: an intent that was refused before anything was kept has nothing to be removed.
    private readonly ConcurrentDictionary<string, byte> kept = new(StringComparer.Ordinal);
    private volatile bool hasLooked;

    /// <summary>The intents whose sending was interrupted, in ordinal order of their id.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<IReadOnlyList<OrderIntent>> OpenAsync(CancellationToken cancellationToken)
    {
        var stored = await table.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false);
        foreach (var found in stored)
        {
            kept.TryAdd(found.Row, 0);
        }

        hasLooked = true;
        return stored.Count == 0 ? [] : [.. stored.Select(versioned => versioned.Value)];
    }

    internal async ValueTask KeepAsync(OrderIntent intent, CancellationToken cancellationToken)
    {
        if (intent.Parts.Count > 1)
        {
            kept.TryAdd(intent.Parts[0].Id, 0);
            await table.PutAsync(account, intent.Parts[0].Id, intent, cancellationToken).ConfigureAwait(false);
        }
    }

    internal async ValueTask ForgetAsync(OrderIntent intent, CancellationToken cancellationToken)
    {
        if (intent.Parts.Count > 1 && (!hasLooked || kept.ContainsKey(intent.Parts[0].Id)))
        {
            await table.DeleteAsync(account, intent.Parts[0].Id, cancellationToken).ConfigureAwait(false);
            kept.TryRemove(intent.Parts[0].Id, out _);
        }
    }
}

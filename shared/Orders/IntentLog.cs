using Trading.Storage;

namespace Trading.Orders;

/// <summary>
/// The intents of two orders that are being sent: table <c>intents</c>, partition = account, row = the first order's id. Written before the first row is reserved and
/// removed after the last order is sent, so that a process that dies in between does not leave half an entry.
/// </summary>
public sealed class IntentLog(IRecords records, string account)
{
    private readonly RecordTable<OrderIntent> table = new(records, "intents");

    /// <summary>The intents whose sending was interrupted, in ordinal order of their id.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<IReadOnlyList<OrderIntent>> OpenAsync(CancellationToken cancellationToken)
    {
        var stored = await table.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false);
        return stored.Count == 0 ? [] : [.. stored.Select(versioned => versioned.Value)];
    }

    internal async ValueTask KeepAsync(OrderIntent intent, CancellationToken cancellationToken)
    {
        if (intent.Parts.Count > 1)
        {
            await table.PutAsync(account, intent.Parts[0].Id, intent, cancellationToken).ConfigureAwait(false);
        }
    }

    internal async ValueTask ForgetAsync(OrderIntent intent, CancellationToken cancellationToken)
    {
        if (intent.Parts.Count > 1)
        {
            await table.DeleteAsync(account, intent.Parts[0].Id, cancellationToken).ConfigureAwait(false);
        }
    }
}

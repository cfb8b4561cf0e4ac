using NodaTime;
using Trading.Storage;
using Trading.Time;

namespace Trading.Adapters.Storage;

/// <summary>
/// Leases as records: holder and end, taken and renewed by conditional writes. The leases of the blob service end after a minute at most and are known by an id that a holder loses
/// with its process; these last as long as they are taken for, and a holder that starts again knows itself by its name.
/// </summary>
internal sealed class RecordLeases(IRecords records, TimeProvider clock)
{
    private const string Partition = "lease";
    private readonly RecordTable<Lease> leases = new(records, "leases");

    public async ValueTask<bool> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        var there = await leases.GetAsync(Partition, name, cancellationToken).ConfigureAwait(false);
        var now = clock.Now();
        var taken = new Lease(holder, now + Duration.FromTimeSpan(duration));
        return there is null ? await leases.InsertAsync(Partition, name, taken, cancellationToken).ConfigureAwait(false) is not null
            : (there.Value.Holder == holder || there.Value.Until <= now)
                && await leases.ReplaceAsync(Partition, name, taken, there.Version, cancellationToken).ConfigureAwait(false) is not null;
    }

    public async ValueTask ReleaseAsync(string name, string holder, CancellationToken cancellationToken)
    {
        // When somebody has written meanwhile, there is nothing of ours to give back.
        if (await leases.GetAsync(Partition, name, cancellationToken).ConfigureAwait(false) is { } there && there.Value.Holder == holder)
        {
            await leases.ReplaceAsync(Partition, name, new Lease(string.Empty, NodaConstants.UnixEpoch), there.Version, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed record Lease(string Holder, Instant Until);
}

using Trading.Control;
using Trading.Storage;

namespace Trading.Embedded.Rehearsal;

/// <summary>
/// A store outside this machine in use by one desk: all is kept there, so any machine can go on with it, and a lease keeps a second desk out. Each write stands alone, as it does under the cloud's
/// own host: a desk in real time that was killed starts again and puts right what it finds, but a virtual clock that was killed within an instant cannot run the rest of it, and is refused.
/// </summary>
internal sealed class DeskCloud : IDeskStore
{
    private const string Partition = "desk";
    private const string Row = "running";
    private readonly RecordTable<Running> running;
    private readonly HostLease lease;

    private DeskCloud(CloudStore store, HostLease lease)
    {
        (Records, Blobs, this.lease) = (store.Records, store.Blobs, lease);
        running = new RecordTable<Running>(Records, "deskposition");
        Memory = new DeskMemory(Records, Place);
    }

    public DeskPlace Place => DeskPlace.Cloud;

    public IRecords Records { get; }

    public IBlobs Blobs { get; }

    public DeskMemory Memory { get; }

    public CancellationToken Lost => lease.Lost;

    /// <summary>Takes the store for this process.</summary>
    /// <exception cref="RefusedException">This build has no adapters, a setting is missing or wrong, another desk or host uses the store, or what it holds cannot be gone on with.</exception>
    public static async ValueTask<DeskCloud> OpenAsync(FunctionApp app, CancellationToken cancellationToken)
    {
        var store = StoreOf(app);
        var taken = await HostLease.TakeAsync(store.Blobs, Convert.ToHexStringLower(app.RandomBytes(HostLease.HolderBytes)), app.WallClock, cancellationToken).ConfigureAwait(false);
        var desk = new DeskCloud(store, taken);
        try
        {
            await desk.CheckAsync(cancellationToken).ConfigureAwait(false);
            return desk;
        }
        catch
        {
            await desk.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The store, whoever uses it.</summary>
    /// <exception cref="RefusedException">This build has no adapters, or a setting is missing or wrong.</exception>
    public static CloudStore StoreOf(FunctionApp app) =>
        (app.Cloud ?? throw new RefusedException("--store azure: this build has no adapters; build with AzureAdapters=true in the environment, then ask again")).OpenStore(app.WallClock);

    public void BeginBatch()
    {
        // Each write stands alone.
    }

    public void CommitBatch()
    {
        // Nothing was held back.
    }

    public async ValueTask BeginRunAsync(CancellationToken cancellationToken) => await running.PutAsync(Partition, Row, new Running(true), cancellationToken).ConfigureAwait(false);

    public async ValueTask EndRunAsync(CancellationToken cancellationToken) => await running.DeleteAsync(Partition, Row, cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => lease.DisposeAsync();

    private async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (await running.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw new RefusedException($"{Place.Name}: a rehearsal on it was killed within an instant, and what of that instant was done is not known: {Place.Another}");
        }

        if (await new AccountBinding(Records).IsBoundAsync(cancellationToken).ConfigureAwait(false) && await Memory.TermsAsync(cancellationToken).ConfigureAwait(false) is null)
        {
            throw new RefusedException($"{Place.Name} is in use by another host: {Place.Another}");
        }
    }

    private sealed record Running(bool Under);
}

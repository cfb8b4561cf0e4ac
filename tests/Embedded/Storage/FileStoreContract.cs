using NodaTime;
using Trading.Embedded.Storage;
using Trading.Storage;
using Trading.Tests.Contract;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Storage;

public sealed class FileStoreRecordsInProcess : RecordsContract, IDisposable
{
    private readonly OpenStore open = new(Durability.Process);

    protected override IRecords Records => open.Store;

    public void Dispose() => open.Dispose();
}

public sealed class FileStoreRecordsOnDisk : RecordsContract, IDisposable
{
    private readonly OpenStore open = new(Durability.Disk);

    protected override IRecords Records => open.Store;

    public void Dispose() => open.Dispose();
}

public sealed class FileStoreBlobsInProcess : BlobsContract, IDisposable
{
    private readonly OpenStore open = new(Durability.Process);

    protected override IBlobs Blobs => open.Store;

    public void Dispose() => open.Dispose();

    protected override ValueTask PassAsync(TimeSpan time) => open.PassAsync(time);
}

public sealed class FileStoreBlobsOnDisk : BlobsContract, IDisposable
{
    private readonly OpenStore open = new(Durability.Disk);

    protected override IBlobs Blobs => open.Store;

    public void Dispose() => open.Dispose();

    protected override ValueTask PassAsync(TimeSpan time) => open.PassAsync(time);
}

/// <summary>The same promises inside one long batch.</summary>
public sealed class FileStoreRecordsInBatch : RecordsContract, IDisposable
{
    private readonly OpenStore open = new(Durability.Process);

    public FileStoreRecordsInBatch() => open.Store.BeginBatch();

    protected override IRecords Records => open.Store;

    public void Dispose() => open.Dispose();
}

/// <summary>The same promises inside one long batch.</summary>
public sealed class FileStoreBlobsInBatch : BlobsContract, IDisposable
{
    private readonly OpenStore open = new(Durability.Process);

    public FileStoreBlobsInBatch() => open.Store.BeginBatch();

    protected override IBlobs Blobs => open.Store;

    public void Dispose() => open.Dispose();

    protected override ValueTask PassAsync(TimeSpan time) => open.PassAsync(time);
}

/// <summary>A file store in a folder of its own.</summary>
internal sealed class OpenStore : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly StateFolderLock owned;
    private readonly ManualClock clock = new(Instant.FromUtc(2013, 10, 7, 12, 0));

    public OpenStore(Durability durability)
    {
        owned = StateFolderLock.Take(folder.FullPath);
        Store = FileStore.Open(owned, clock, durability);
    }

    public FileStore Store { get; }

    public ValueTask PassAsync(TimeSpan time)
    {
        clock.Advance(Duration.FromTimeSpan(time));
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        Store.Dispose();
        owned.Dispose();
        folder.Dispose();
    }
}

using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <summary>
/// Records and blobs of one process in one folder: <c>tables/records.log</c> holds every transaction, <c>blobs/CONTAINER/NAME</c> the blobs as files
/// to look at. The log is the truth: a blob reaches its file after it has reached the log, and again at the next open where that was cut short.
/// Safe for concurrent callers. After a write that failed every call throws until the folder is opened again: what is in memory may be ahead of the disk.
/// </summary>
public sealed partial class FileStore : IRecords, IBlobs, IDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly FileStoreOptions options;
    private readonly RecordMap records = new();
    private readonly LeaseMap leases = new();
    private readonly BlobMap blobs;
    private readonly RecordLog log;
    private readonly LogFrame frame = new();
    private bool inBatch;
    private long version;
    private StorageException? fault;

    private FileStore(StateFolderLock folder, TimeProvider clock, FileStoreOptions options)
    {
        (this.clock, this.options) = (clock, options);
        var tables = Directory.CreateDirectory(Path.Combine(folder.Folder, "tables"));
        blobs = new BlobMap(new BlobFolder(folder.Folder));
        log = RecordLog.Open(Path.Combine(tables.FullName, "records.log"), options.Durability == Durability.Disk, Replay);
    }

    /// <summary>Opens the store of a state folder, and brings the blob files up to date where a killed process left them behind.</summary>
    /// <exception cref="StorageException">The log is damaged (the message names the file and the offset), or the folder cannot be read or written.</exception>
    public static FileStore Open(StateFolderLock folder, TimeProvider clock, Durability durability) =>
        Open(folder, clock, new FileStoreOptions { Durability = durability });

    internal static FileStore Open(StateFolderLock folder, TimeProvider clock, FileStoreOptions options)
    {
        try
        {
            var store = new FileStore(folder, clock, options);
            try
            {
                store.WriteFiles();
                return store;
            }
            catch
            {
                store.log.Dispose();
                throw;
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"the store in {folder.Folder} cannot be opened: {cause.Message}", cause);
        }
    }

    /// <summary>From here to <see cref="CommitBatch"/> all writes, of all callers, are one transaction: visible to reads at once, on the log together or not at all.</summary>
    /// <exception cref="InvalidOperationException">A batch is open.</exception>
    public void BeginBatch()
    {
        lock (gate)
        {
            Check();
            inBatch = inBatch ? throw new InvalidOperationException("a batch is open") : true;
        }
    }

    /// <summary>Ends the batch; its writes are kept when this returns.</summary>
    /// <exception cref="StorageException">They could not be written; the store must be opened again and is then as before the batch.</exception>
    /// <exception cref="InvalidOperationException">No batch is open.</exception>
    public void CommitBatch()
    {
        lock (gate)
        {
            Check();
            inBatch = inBatch ? false : throw new InvalidOperationException("no batch is open");
            WriteFrame();
            TidyUp();
        }
    }

    /// <summary>Brings the blob files up to date for somebody who wants to look.</summary>
    /// <exception cref="InvalidOperationException">A batch is open.</exception>
    /// <exception cref="StorageException">A file could not be written.</exception>
    public void WriteFiles()
    {
        lock (gate)
        {
            Check();
            if (inBatch)
            {
                throw new InvalidOperationException("a batch is open");
            }

            Try(FinishFiles);
        }
    }

    /// <summary>Brings the files up to date and closes the store. A batch that is still open never happened.</summary>
    /// <exception cref="StorageException">A file could not be written; the next open does it.</exception>
    public void Dispose()
    {
        lock (gate)
        {
            var usable = fault is null && !inBatch;
            fault ??= new StorageException("the store is closed");
            using (log)
            {
                if (usable)
                {
                    Try(FinishFiles);
                }
            }
        }
    }

    private void Check()
    {
        if (fault is not null)
        {
            throw new StorageException(fault.Message, fault);
        }
    }

    /// <summary>Keeps one change: on the log, then in memory; inside a batch, on the log with the others.</summary>
    private void Commit(Change change)
    {
        change.Write(frame);
        if (inBatch)
        {
            Apply(change);
            return;
        }

        WriteFrame();
        Apply(change);
        TidyUp();
    }

    private void WriteFrame()
    {
        if (frame.IsEmpty)
        {
            return;
        }

        try
        {
            options.BeforeWrite?.Invoke();
            log.Append(frame.Seal());
            frame.Clear();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Broken(cause);
        }
    }

    private void TidyUp()
    {
        if (log.Length > Math.Max(options.LeastToCompact, log.FirstFrameEnd * 4))
        {
            Try(Compact);
        }
        else if (options.Durability == Durability.Disk && blobs.HasUnwritten)
        {
            Try(blobs.WriteFiles);
        }
        else if (blobs.UnwrittenBytes > options.MostUnwritten)
        {
            Try(FinishFiles);
        }
    }

    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or StorageException)
        {
            throw Broken(cause);
        }
    }

    private StorageException Broken(Exception cause) =>
        fault = new StorageException($"the store could not be written ({cause.Message}); it refuses every call until it is opened again", cause);

    private void FinishFiles()
    {
        if (!blobs.HasUnwritten && !blobs.HasUnflushed)
        {
            return;
        }

        WriteAndFlush();
        new FilesWritten().Write(frame);
        log.Append(frame.Seal());
        frame.Clear();
    }

    private void WriteAndFlush()
    {
        blobs.WriteFiles();
        blobs.Flush(options.Durability == Durability.Disk);
    }

    private void Compact()
    {
        WriteAndFlush();
        new VersionReached(version).Write(frame);
        records.WriteSnapshot(frame);
        blobs.WriteSnapshot(frame);
        leases.WriteSnapshot(frame);
        log.Replace(frame.Seal());
        frame.Clear();
    }

    private void Replay(ReadOnlyMemory<byte> payload)
    {
        var reader = new FrameReader(payload);
        while (!reader.AtEnd)
        {
            Apply(Change.Read(ref reader));
        }
    }

    private void Apply(Change change)
    {
        switch (change)
        {
            case RecordPut put:
                records.Apply(put);
                version = Math.Max(version, put.Version);
                break;
            case RecordDeleted deleted:
                records.Apply(deleted);
                break;
            case BlobChange blob:
                blobs.Apply(blob);
                version = Math.Max(version, blob.NewVersion);
                break;
            case LeaseTaken taken:
                leases.Apply(taken);
                break;
            case LeaseReleased released:
                leases.Apply(released);
                break;
            case FilesWritten:
                blobs.MarkWritten();
                break;
            case VersionReached reached:
                version = Math.Max(version, reached.Version);
                break;
        }
    }
}

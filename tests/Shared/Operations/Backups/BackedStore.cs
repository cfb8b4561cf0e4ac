using NodaTime;
using Trading.Journal;
using Trading.Operations.Backups;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Operations.Backups;

/// <summary>A store with a journal, and snapshots of it.</summary>
internal sealed class BackedStore : IDisposable
{
    public const string Account = "SIM";
    public static readonly Instant Eleven = Instant.FromUtc(2013, 10, 7, 15, 0);

    public BackedStore()
    {
        Store = new MemoryStore(Clock);
        Journal = new JournalWriter(Store, Clock);
    }

    public ManualClock Clock { get; } = new(Eleven);

    public MemoryStore Store { get; }

    public IRecords Records => Store;

    public IBlobs Blobs => Store;

    public JournalWriter Journal { get; }

    public BackupShelf Shelf => new(Store);

    public SnapshotProof Proof => new(Store);

    /// <summary>Another process's taker: it knows nothing that is not in the store.</summary>
    public SnapshotTaker Taker(JournalWriter? journal = null) => new(Store, Store, journal ?? Journal, TableSet.Desk, Account, Clock);

    public ValueTask<SnapshotManifest> TakeAsync() => Taker().TakeAsync("backup-state", CancellationToken.None);

    public ValueTask TellAsync(string kind = "something") => Journal.AppendAsync(kind, "test", new { Kind = kind }, CancellationToken.None);

    /// <summary>Every record of the desk's tables, a line each.</summary>
    public static async Task<IReadOnlyList<string>> DumpAsync(IRecords records, TableSet? set = null)
    {
        var lines = new List<string>();
        foreach (var table in (set ?? TableSet.Desk).Tables)
        {
            await foreach (var row in records.ScanAsync(table.Name, CancellationToken.None))
            {
                lines.Add($"{table.Name}/{row.Partition}/{row.Row} {row.Json}");
            }
        }

        return lines;
    }

    public void Dispose() => Journal.Dispose();
}

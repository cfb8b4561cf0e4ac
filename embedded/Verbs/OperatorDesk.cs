using Trading.Control.Operators;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Journal;
using Trading.Operations;
using Trading.Storage;

namespace Trading.Embedded.Verbs;

/// <summary>A store opened for its operators alone: no broker, no market, no functions.</summary>
internal sealed class OperatorDesk : IAsyncDisposable
{
    private readonly JournalWriter journal;
    private readonly DeskFolder? folder;

    private OperatorDesk(IRecords records, IBlobs blobs, DeskFolder? folder, TimeProvider clock)
    {
        this.folder = folder;
        journal = new JournalWriter(blobs, clock);
        Book = new OperatorBook(records);
        Register = new OperatorRegister(Book, journal, new Alerts(records, journal, new LineNotifier(), clock), clock);
    }

    public OperatorBook Book { get; }

    public OperatorRegister Register { get; }

    /// <summary>Opens a state folder, and makes it where there is none; without one, the store that the settings name, where each write stands alone and hosts may go on meanwhile.</summary>
    /// <exception cref="RefusedException">A desk runs on the folder, or the store cannot be had.</exception>
    public static OperatorDesk Open(FunctionApp app, string? folder)
    {
        if (folder is null)
        {
            var store = DeskCloud.StoreOf(app);
            return new OperatorDesk(store.Records, store.Blobs, null, app.WallClock);
        }

        if (Directory.Exists(folder) && StateFolderLock.IsTaken(folder))
        {
            throw new RefusedException($"a desk runs on {folder} and keeps it to itself: stop it (Ctrl+C), run this again, then serve again");
        }

        var opened = DeskFolder.Open(folder, app.WallClock, Durability.Disk);
        return new OperatorDesk(opened.Records, opened.Blobs, opened, app.WallClock);
    }

    /// <summary>Opens what is there.</summary>
    /// <exception cref="RefusedException">There is none, or a desk runs on the folder.</exception>
    public static OperatorDesk Existing(FunctionApp app, string? folder) => folder is null || Directory.Exists(folder)
        ? Open(app, folder)
        : throw new RefusedException($"there is no state folder {folder}: name one with --state");

    public ValueTask DisposeAsync()
    {
        journal.Dispose();
        return folder?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}

using Trading.Control.Operators;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Journal;
using Trading.Operations;

namespace Trading.Embedded.Verbs;

/// <summary>A state folder opened for its operators alone: no broker, no market, no functions.</summary>
internal sealed class OperatorDesk : IDisposable
{
    private readonly DeskFolder folder;
    private readonly JournalWriter journal;

    private OperatorDesk(DeskFolder folder, TimeProvider clock)
    {
        this.folder = folder;
        journal = new JournalWriter(folder.Store, clock);
        Book = new OperatorBook(folder.Store);
        Register = new OperatorRegister(Book, journal, new Alerts(folder.Store, journal, new LineNotifier(), clock), clock);
    }

    public OperatorBook Book { get; }

    public OperatorRegister Register { get; }

    /// <summary>Opens a state folder, and makes it where there is none.</summary>
    /// <exception cref="RefusedException">A desk runs on it.</exception>
    public static OperatorDesk Open(FunctionApp app, string folder) => Directory.Exists(folder) && StateFolderLock.IsTaken(folder)
        ? throw new RefusedException($"a desk runs on {folder} and keeps it to itself: stop it (Ctrl+C), run this again, then serve again")
        : new OperatorDesk(DeskFolder.Open(folder, app.WallClock, Durability.Disk), app.WallClock);

    /// <summary>Opens a state folder that is there.</summary>
    /// <exception cref="RefusedException">There is none, or a desk runs on it.</exception>
    public static OperatorDesk Existing(FunctionApp app, string folder) =>
        Directory.Exists(folder) ? Open(app, folder) : throw new RefusedException($"there is no state folder {folder}: name one with --state");

    public void Dispose()
    {
        journal.Dispose();
        folder.Dispose();
    }
}

using Trading.Control.Operators;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Journal;
using Trading.Operations;

namespace Trading.Embedded.Verbs;

/// <summary>A store opened for its operators alone: no broker, no market, no functions.</summary>
internal sealed class OperatorDesk : IAsyncDisposable
{
    private readonly IDeskStore store;
    private readonly JournalWriter journal;

    private OperatorDesk(IDeskStore store, TimeProvider clock)
    {
        this.store = store;
        journal = new JournalWriter(store.Blobs, clock);
        Book = new OperatorBook(store.Records);
        Register = new OperatorRegister(Book, journal, new Alerts(store.Records, journal, new LineNotifier(), clock), clock);
    }

    public OperatorBook Book { get; }

    public OperatorRegister Register { get; }

    /// <summary>Opens a state folder, and makes it where there is none; without one, the store that the settings name.</summary>
    /// <exception cref="RefusedException">A desk runs on it.</exception>
    public static async ValueTask<OperatorDesk> OpenAsync(FunctionApp app, string? folder, CancellationToken cancellationToken) =>
        folder is null ? new OperatorDesk(await DeskCloud.OpenAsync(app, cancellationToken).ConfigureAwait(false), app.WallClock)
        : Directory.Exists(folder) && StateFolderLock.IsTaken(folder)
            ? throw new RefusedException($"a desk runs on {folder} and keeps it to itself: stop it (Ctrl+C), run this again, then serve again")
        : new OperatorDesk(DeskFolder.Open(folder, app.WallClock, Durability.Disk), app.WallClock);

    /// <summary>Opens what is there.</summary>
    /// <exception cref="RefusedException">There is none, or a desk runs on it.</exception>
    public static ValueTask<OperatorDesk> ExistingAsync(FunctionApp app, string? folder, CancellationToken cancellationToken) => folder is null || Directory.Exists(folder)
        ? OpenAsync(app, folder, cancellationToken)
        : throw new RefusedException($"there is no state folder {folder}: name one with --state");

    public ValueTask DisposeAsync()
    {
        journal.Dispose();
        return store.DisposeAsync();
    }
}

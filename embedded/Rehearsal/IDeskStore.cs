using Trading.Storage;

namespace Trading.Embedded.Rehearsal;

/// <summary>Where a desk keeps everything: the domain's records and blobs, its own timers and orchestrations, the simulated broker's account and what it remembers of itself.</summary>
internal interface IDeskStore : IAsyncDisposable
{
    /// <summary>What it is called in a line for a person, and how to have another.</summary>
    DeskPlace Place { get; }

    IRecords Records { get; }

    IBlobs Blobs { get; }

    DeskMemory Memory { get; }

    /// <summary>Signalled when somebody else has taken the store over; nothing may be written from then on.</summary>
    CancellationToken Lost { get; }

    /// <summary>From here to <see cref="CommitBatch"/> all writes are one transaction, where the store has transactions.</summary>
    void BeginBatch();

    /// <summary>Ends the transaction.</summary>
    void CommitBatch();

    /// <summary>Says that a virtual clock is about to run on the store.</summary>
    ValueTask BeginRunAsync(CancellationToken cancellationToken);

    /// <summary>Says that the virtual clock rests between two instants.</summary>
    ValueTask EndRunAsync(CancellationToken cancellationToken);
}

/// <summary>A store in words.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Another">How to have another one, as a request.</param>
/// <param name="Option">The option that names it.</param>
internal sealed record DeskPlace(string Name, string Another, string Option)
{
    /// <summary>A state folder.</summary>
    public static DeskPlace Of(string folder) => new($"state {folder}", "name a fresh --state folder", $"--state {folder}");

    /// <summary>The store that the settings name.</summary>
    public static DeskPlace Cloud { get; } = new("the store of --store azure", "name another account, or empty this one", "--store azure");
}

namespace Trading.Journal;

/// <summary>What is wrong with a journal.</summary>
public enum JournalFaultKind
{
    /// <summary>A line is not an event at all.</summary>
    NotAnEvent = 1,

    /// <summary>An event's hash is not that of its text.</summary>
    Changed,

    /// <summary>An event is not there.</summary>
    Missing,

    /// <summary>An event stands after a later one.</summary>
    Reordered,

    /// <summary>A sequence stands there twice.</summary>
    Duplicated,

    /// <summary>An event does not carry the hash of the one before it.</summary>
    ChainBroken,

    /// <summary>The last line is not whole.</summary>
    Truncated,

    /// <summary>The chain holds in itself but is not the one whose head was remembered.</summary>
    Rewritten,
}

/// <summary>The first fault of a journal.</summary>
/// <param name="Kind">What.</param>
/// <param name="Sequence">The sequence at which it shows.</param>
/// <param name="Blob">The blob at fault.</param>
/// <param name="Sentence">The sentence a person reads.</param>
public sealed record JournalFault(JournalFaultKind Kind, long Sequence, string Blob, string Sentence);

/// <summary>The outcome of a check.</summary>
/// <param name="Events">The sequence of the last good event; 0 when there is none, which the caller must not take for health.</param>
/// <param name="HeadHash">Its hash.</param>
/// <param name="Fault">The first fault, or null.</param>
public sealed record JournalVerdict(long Events, string HeadHash, JournalFault? Fault)
{
    /// <summary>Whether no fault was found.</summary>
    public bool Intact => Fault is null;
}

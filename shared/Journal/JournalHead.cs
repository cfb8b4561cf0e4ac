using NodaTime;

namespace Trading.Journal;

/// <summary>Where the next event goes and what it follows.</summary>
/// <param name="Blob">The newest blob; nothing may go to an earlier one.</param>
/// <param name="Position">Its length in bytes.</param>
/// <param name="Appends">The events in it.</param>
/// <param name="Sequence">The newest event's sequence, 0 before the first.</param>
/// <param name="Hash">The newest event's hash.</param>
internal sealed record JournalHead(JournalBlob Blob, long Position, int Appends, long Sequence, string Hash)
{
    /// <summary>The head after one more event.</summary>
    public JournalHead After(int length, string hash) => new(Blob, Position + length, Appends + 1, Sequence + 1, hash);

    /// <summary>The blob that an event of <paramref name="date"/> belongs to: never an earlier one than the newest, and one append is kept back for the closing event.</summary>
    public JournalBlob BlobFor(LocalDate date, int mostAppends) =>
        date > Blob.Date ? new JournalBlob(date, 1)
        : Appends >= mostAppends - 1 ? Blob.NextPart
        : Blob;
}

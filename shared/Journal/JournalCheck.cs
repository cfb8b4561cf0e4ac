using NodaTime;
using Trading.Storage;

namespace Trading.Journal;

/// <summary>
/// Checks the journal against itself and against the remembered heads: finds a changed, missing, reordered, duplicated or truncated event,
/// a chain broken within or between blobs, an end that was cut off and a chain that was rewritten. Says the first sequence at fault.
/// </summary>
public sealed class JournalCheck
{
    private readonly IBlobs blobs;
    private readonly Func<CancellationToken, ValueTask<IReadOnlyList<(string Date, JournalAnchor Anchor)>>> anchors;

    /// <summary>A check against the heads that the store remembers.</summary>
    public JournalCheck(IBlobs blobs, JournalAnchors anchors) => (this.blobs, this.anchors) = (blobs, anchors.AllAsync);

    /// <summary>A check against heads that were read already.</summary>
    internal JournalCheck(IBlobs blobs, IReadOnlyList<(string Date, JournalAnchor Anchor)> anchors) => (this.blobs, this.anchors) = (blobs, _ => ValueTask.FromResult(anchors));

    /// <summary>Checks the events from the New York date <paramref name="from"/> on; null checks them all, from the genesis.</summary>
    /// <exception cref="StorageException">The store could not answer: nothing is known about the journal.</exception>
    public async ValueTask<JournalVerdict> CheckAsync(LocalDate? from, CancellationToken cancellationToken)
    {
        var remembered = await anchors(cancellationToken).ConfigureAwait(false);
        var names = await JournalReader.BlobsAsync(blobs, cancellationToken).ConfigureAwait(false);
        var first = 0;
        while (from is { } date && first < names.Count && names[first].Date < date)
        {
            first++;
        }

        var before = first == 0 ? null : await JournalTail.LastAsync(blobs, names[first - 1], cancellationToken).ConfigureAwait(false);
        var chain = new ChainWalk(before?.Sequence ?? 0, before?.Hash ?? JournalWriter.Genesis, remembered);
        for (var i = first; i < names.Count && !chain.Ended; i++)
        {
            var stored = await blobs.ReadAsync(JournalWriter.Container, names[i].Name, cancellationToken).ConfigureAwait(false)
                ?? throw new StorageException($"journal blob {names[i].Name} was listed but is gone");
            chain.Walk(names[i].Name, stored.Content.Span, isLast: i == names.Count - 1);
        }

        return chain.Verdict();
    }
}

using NodaTime;
using Trading.Storage;
using Trading.Time;

namespace Trading.Journal;

/// <summary>
/// Appends events to the journal: one append blob a New York date (<c>journal/2013-10-07.jsonl</c>, rolled at 40,000 appends), the hash chain running through.
/// The newest blob is itself the head, so there is nothing else to keep in step. Safe for several writers: an append goes through only at the length the writer
/// knows, and a blob is closed by an event of its own before the next one begins, so that a writer left behind in yesterday's blob loses the race instead of forking the chain.
/// A clock that goes back keeps writing to the newest blob.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    /// <summary>The container of the journal.</summary>
    public const string Container = "journal";

    /// <summary>The kind of the event that closes a blob; its data names the next.</summary>
    public const string ClosingKind = "journal-continues";

    /// <summary>What stands before the first event's hash.</summary>
    public static readonly string Genesis = new('0', 64);

    // An append blob ends at 50,000 blocks.
    private const int MostAppends = 40_000;

    // A lost race means that another writer's event was stored, so all of them together always come forward; one of them alone may lose many in a row.
    private const int MostTries = 200;
    private readonly IBlobs blobs;
    private readonly TimeProvider clock;
    private readonly int mostAppends;
    private readonly IJournalListener[] listeners;
    private readonly SemaphoreSlim gate = new(1);
    private JournalLine line = new();
    private JournalHead? head;
    private bool isBehind;
    private string? attempted;

    // The line of the last event that was tried, in the buffer until the next one is written.
    private ReadOnlyMemory<byte> tried;

    /// <summary>A writer on <paramref name="blobs"/> that nobody listens to.</summary>
    public JournalWriter(IBlobs blobs, TimeProvider clock)
        : this(blobs, clock, [])
    {
    }

    /// <summary>A writer on <paramref name="blobs"/>; the listeners are told what it has stored.</summary>
    public JournalWriter(IBlobs blobs, TimeProvider clock, IEnumerable<IJournalListener> listeners)
        : this(blobs, clock, listeners, MostAppends)
    {
    }

    internal JournalWriter(IBlobs blobs, TimeProvider clock, int mostAppends)
        : this(blobs, clock, [], mostAppends)
    {
    }

    private JournalWriter(IBlobs blobs, TimeProvider clock, IEnumerable<IJournalListener> listeners, int mostAppends) =>
        (this.blobs, this.clock, this.listeners, this.mostAppends) = (blobs, clock, [.. listeners], mostAppends);

    /// <summary>Appends one event and returns when it is stored.</summary>
    /// <param name="kind">A code such as <c>order-submitted</c>.</param>
    /// <param name="correlation">The chain it belongs to.</param>
    /// <param name="data">Written as JSON with <see cref="TradingJson"/>; holds nothing that differs between two runs of the same day.</param>
    /// <param name="cancellationToken">Cancels the wait, not an append under way.</param>
    /// <exception cref="StorageException">The store could not answer (whether the event was stored is then not known), the newest blob is damaged, or other writers won every race.</exception>
    public async ValueTask AppendAsync(string kind, string correlation, object data, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                if (await TryAppendAsync(kind, correlation, data).ConfigureAwait(false))
                {
                    return;
                }

                isBehind = true;
            }
        }
        catch
        {
            // The store may still hold the buffer of an append that did not come back.
            (head, line) = (null, new JournalLine());
            throw;
        }
        finally
        {
            attempted = null;
            gate.Release();
        }

        throw new StorageException($"the journal could not be appended to in {MostTries} tries: other writers were always first");
    }

    /// <summary>The number of events so far and the last one's hash, from the store.</summary>
    /// <exception cref="StorageException">The store could not answer, or the newest blob is damaged.</exception>
    public async ValueTask<(long Events, string Hash)> HeadAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (head is null || !await JournalTail.IsNewestAsync(blobs, head, cancellationToken).ConfigureAwait(false))
            {
                head = await JournalTail.ReadAsync(blobs, NewYork.DateOf(clock.Now()), head, cancellationToken).ConfigureAwait(false);
            }

            return (head.Sequence, head.Hash);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        gate.Dispose();
        line.Dispose();
    }

    private async ValueTask<bool> TryAppendAsync(string kind, string correlation, object data)
    {
        var at = clock.Now();
        var date = NewYork.DateOf(at);
        var before = head = head is not null && !isBehind ? head : await JournalTail.ReadAsync(blobs, date, head, CancellationToken.None).ConfigureAwait(false);
        isBehind = false;
        if (before.Hash == attempted)
        {
            // The store said no to a repeat of an append that had arrived.
            Tell(before.Blob);
            return true;
        }

        var blob = before.BlobFor(date, mostAppends);
        if (blob != before.Blob)
        {
            if (before.Sequence > 0 && !await StoreAsync(before, at, ClosingKind, Container, new { Next = blob.Name }).ConfigureAwait(false))
            {
                return false;
            }

            head = before = head with { Blob = blob, Position = 0, Appends = 0 };
        }

        return await StoreAsync(before, at, kind, correlation, data).ConfigureAwait(false);
    }

    private async ValueTask<bool> StoreAsync(JournalHead before, Instant at, string kind, string correlation, object data)
    {
        var (bytes, hash) = line.Write(before.Sequence + 1, at, kind, correlation, data, before.Hash);
        (attempted, tried) = (kind == ClosingKind ? null : hash, bytes);
        if (!await blobs.AppendAsync(Container, before.Blob.Name, bytes, before.Position, CancellationToken.None).ConfigureAwait(false))
        {
            return false;
        }

        head = before.After(bytes.Length, hash);
        Tell(before.Blob);
        return true;
    }

    private void Tell(JournalBlob blob)
    {
        if (listeners.Length == 0)
        {
            return;
        }

        var happened = JournalReader.Parse(blob.Name, tried.Span[..^1]);
        foreach (var listener in listeners)
        {
            try
            {
                listener.Appended(happened);
            }
            catch (Exception)
            {
                // It is stored: a log that fails stops no order.
            }
        }
    }
}

using System.Text.Json;
using Trading.Storage;

namespace Trading.Journal;

/// <summary>
/// The newest events as they are appended: each look reads on from where the last one ended, however many ask. What it keeps is bounded; a reader who was away for longer sees a gap in the
/// sequence and looks at everything again.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store could not answer, or a line is not an event.</exception>
public sealed class JournalFeed(IBlobs blobs) : IDisposable
{
    private const int MostKept = 2_000;
    private readonly SemaphoreSlim one = new(1);
    private readonly Queue<JournalEvent> recent = new();
    private JournalBlob? blob;
    private long position;

    /// <summary>The kept events after a sequence number, oldest first.</summary>
    /// <param name="sequence">The last event that the caller has; 0 for none.</param>
    /// <param name="most">How many at most, the newest ones when <paramref name="sequence"/> is 0.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async ValueTask<IReadOnlyList<JournalEvent>> AfterAsync(long sequence, int most, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ReadOnAsync(cancellationToken).ConfigureAwait(false);
            return sequence == 0
                ? [.. recent.Skip(Math.Max(0, recent.Count - most))]
                : [.. recent.SkipWhile(happened => happened.Sequence <= sequence).Take(most)];
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private async ValueTask ReadOnAsync(CancellationToken cancellationToken)
    {
        foreach (var item in await blobs.ListAsync(JournalWriter.Container, string.Empty, cancellationToken).ConfigureAwait(false) is { Count: > 0 } items ? From(items) : [])
        {
            if (item.Blob != blob)
            {
                (blob, position) = (item.Blob, 0);
            }

            if (item.Length > position)
            {
                await TakeAsync(item.Blob, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The blob that was being read and those after it; at the first look the newest alone.
    private IEnumerable<(JournalBlob Blob, long Length)> From(IReadOnlyList<BlobItem> items)
    {
        var named = items.Where(item => item.Length > 0).Select(item => (Blob: JournalBlob.Parse(item.Name), item.Length)).Where(item => item.Blob is not null).ToList();
        var first = blob is null ? named.Count - 1 : named.FindIndex(item => string.CompareOrdinal(item.Blob!.Name, blob.Name) >= 0);
        return named.Skip(Math.Max(0, first)).Select(item => (item.Blob!, item.Length));
    }

    private async ValueTask TakeAsync(JournalBlob from, CancellationToken cancellationToken)
    {
        var rest = await blobs.ReadFromAsync(JournalWriter.Container, from.Name, position, cancellationToken).ConfigureAwait(false)
            ?? throw new StorageException($"journal blob {from.Name} was listed but is gone");
        for (var end = rest.Span.IndexOf((byte)'\n'); end >= 0; end = rest.Span.IndexOf((byte)'\n'))
        {
            Keep(Parse(from.Name, rest.Span[..end]));
            position += end + 1;
            rest = rest[(end + 1)..];
        }
    }

    private void Keep(JournalEvent happened)
    {
        recent.Enqueue(happened);
        if (recent.Count > MostKept)
        {
            recent.Dequeue();
        }
    }

    private static JournalEvent Parse(string blob, ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEvent>(line, TradingJson.Options) ?? throw new StorageException($"journal blob {blob} holds a line without an event");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"journal blob {blob} holds a line that is no event: {fault.Message}", fault);
        }
    }
}

using System.Text.Json;
using NodaTime;
using Trading.Storage;

namespace Trading.Journal;

/// <summary>Finds the head of the journal in the store: the last event of the newest blob.</summary>
internal static class JournalTail
{
    /// <summary>The head; before the first event, an empty blob of <paramref name="today"/>.</summary>
    /// <param name="blobs">The store.</param>
    /// <param name="today">The New York date.</param>
    /// <param name="known">A head that was: what lies before it is not read again.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="StorageException">The store could not answer, or the newest blob does not end in an event.</exception>
    public static async ValueTask<JournalHead> ReadAsync(IBlobs blobs, LocalDate today, JournalHead? known, CancellationToken cancellationToken)
    {
        if (await NewestAsync(blobs, cancellationToken).ConfigureAwait(false) is not var (newest, length))
        {
            return new JournalHead(new JournalBlob(today, 1), 0, 0, 0, JournalWriter.Genesis);
        }

        var (position, appends) = known?.Blob == newest && known.Position < length ? (known.Position, known.Appends) : (0, 0);
        var rest = await blobs.ReadFromAsync(JournalWriter.Container, newest.Name, position, cancellationToken).ConfigureAwait(false) ?? throw Gone(newest);
        var last = LastEvent(newest.Name, rest.Span);
        return last.Kind == JournalWriter.ClosingKind && JournalBlob.Parse(last.Data.GetProperty("next").GetString() ?? string.Empty) is { } next
            ? new JournalHead(next, 0, 0, last.Sequence, last.Hash)
            : new JournalHead(newest, position + rest.Length, appends + rest.Span.Count((byte)'\n'), last.Sequence, last.Hash);
    }

    /// <summary>The last event of one blob.</summary>
    /// <exception cref="StorageException">The store could not answer, or the blob does not end in an event.</exception>
    public static async ValueTask<JournalEvent> LastAsync(IBlobs blobs, JournalBlob blob, CancellationToken cancellationToken) =>
        LastEvent(blob.Name, (await blobs.ReadAsync(JournalWriter.Container, blob.Name, cancellationToken).ConfigureAwait(false) ?? throw Gone(blob)).Content.Span);

    /// <summary>Whether nothing has been appended since <paramref name="head"/>: told by the newest blob's length, without reading it.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public static async ValueTask<bool> IsNewestAsync(IBlobs blobs, JournalHead head, CancellationToken cancellationToken) =>
        await NewestAsync(blobs, cancellationToken).ConfigureAwait(false) is var (newest, length) && newest == head.Blob && length == head.Position;

    private static StorageException Gone(JournalBlob blob) => new($"journal blob {blob.Name} was listed but is gone");

    // A blob without a byte is one whose first append never arrived.
    private static async ValueTask<(JournalBlob Blob, long Length)?> NewestAsync(IBlobs blobs, CancellationToken cancellationToken)
    {
        var items = await blobs.ListAsync(JournalWriter.Container, string.Empty, cancellationToken).ConfigureAwait(false);
        for (var i = items.Count - 1; i >= 0; i--)
        {
            if (items[i].Length > 0 && JournalBlob.Parse(items[i].Name) is { } blob)
            {
                return (blob, items[i].Length);
            }
        }

        return null;
    }

    private static JournalEvent LastEvent(string name, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content[^1] != (byte)'\n')
        {
            throw new StorageException($"journal blob {name} ends in half a line; check the journal before anything else is written");
        }

        var text = content[..^1];
        try
        {
            return JsonSerializer.Deserialize<JournalEvent>(text[(text.LastIndexOf((byte)'\n') + 1)..], TradingJson.Options)
                ?? throw new StorageException($"journal blob {name} ends in no event");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"journal blob {name} does not end in an event: {fault.Message}", fault);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime;
using Trading.Storage;

namespace Trading.Journal;

/// <summary>Reads the journal, oldest event first, one blob in memory at a time. It trusts what it reads: <see cref="JournalCheck"/> is what does not.</summary>
public sealed class JournalReader(IBlobs blobs)
{
    /// <summary>The events of one New York date.</summary>
    /// <exception cref="StorageException">The store could not answer, or a line is not an event.</exception>
    public IAsyncEnumerable<JournalEvent> OnAsync(LocalDate date, CancellationToken cancellationToken) => BetweenAsync(date, date, cancellationToken);

    /// <summary>The events of the New York dates from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    /// <exception cref="StorageException">The store could not answer, or a line is not an event.</exception>
    public IAsyncEnumerable<JournalEvent> BetweenAsync(LocalDate first, LocalDate last, CancellationToken cancellationToken) =>
        WhereAsync(first, last, static _ => true, cancellationToken);

    /// <summary>As <see cref="BetweenAsync"/>, the lines that <paramref name="wanted"/> passes; the others are not parsed.</summary>
    internal async IAsyncEnumerable<JournalEvent> WhereAsync(LocalDate first, LocalDate last, LineFilter wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var blob in await BlobsAsync(blobs, cancellationToken).ConfigureAwait(false))
        {
            if (blob.Date < first || blob.Date > last)
            {
                continue;
            }

            foreach (var line in LinesOf(await ContentAsync(blob, cancellationToken).ConfigureAwait(false)))
            {
                if (wanted(line.Span))
                {
                    yield return Parse(blob.Name, line.Span);
                }
            }
        }
    }

    /// <summary>The event of a number, or null.</summary>
    /// <exception cref="StorageException">The store could not answer, or the line is not an event.</exception>
    internal async ValueTask<JournalEvent?> FindAsync(long sequence, CancellationToken cancellationToken)
    {
        var names = await BlobsAsync(cancellationToken).ConfigureAwait(false);
        for (var i = names.Count - 1; i >= 0; i--)
        {
            var content = await ContentAsync(names[i], cancellationToken).ConfigureAwait(false);
            if (JournalRaw.SequenceOf(content.Span) <= sequence)
            {
                var line = LinesOf(content).FirstOrDefault(line => JournalRaw.SequenceOf(line.Span) == sequence);
                return line.IsEmpty ? null : Parse(names[i].Name, line.Span);
            }
        }

        return null;
    }

    /// <summary>The blobs of the journal that hold anything, oldest first.</summary>
    internal ValueTask<IReadOnlyList<JournalBlob>> BlobsAsync(CancellationToken cancellationToken) => BlobsAsync(blobs, cancellationToken);

    /// <summary>One blob as it is stored.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    internal async ValueTask<ReadOnlyMemory<byte>> ContentAsync(JournalBlob blob, CancellationToken cancellationToken) =>
        (await blobs.ReadAsync(JournalWriter.Container, blob.Name, cancellationToken).ConfigureAwait(false)
            ?? throw new StorageException($"journal blob {blob.Name} was listed but is gone")).Content;

    /// <summary>The lines of a blob, without their line feeds.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> LinesOf(ReadOnlyMemory<byte> content)
    {
        for (var rest = content; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            yield return rest[..(end < 0 ? rest.Length : end)];
            rest = end < 0 ? default : rest[(end + 1)..];
        }
    }

    /// <summary>Parses a line of a blob.</summary>
    /// <exception cref="StorageException">It is not an event.</exception>
    internal static JournalEvent Parse(string blob, ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEvent>(line, TradingJson.Options) ?? throw new StorageException($"journal blob {blob} holds null");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"journal blob {blob} holds a line that is not an event: {fault.Message}", fault);
        }
    }

    /// <summary>The blobs of the journal that hold anything, oldest first.</summary>
    internal static async ValueTask<IReadOnlyList<JournalBlob>> BlobsAsync(IBlobs blobs, CancellationToken cancellationToken)
    {
        var items = await blobs.ListAsync(JournalWriter.Container, string.Empty, cancellationToken).ConfigureAwait(false);
        return [.. items.Where(item => item.Length > 0).Select(item => JournalBlob.Parse(item.Name)).OfType<JournalBlob>()];
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using Trading.Journal;
using Trading.Storage;

namespace Trading.Operations.Inquiry;

/// <summary>What is asked of the journal.</summary>
/// <param name="Date">One New York date, or null for all.</param>
/// <param name="Kind">One kind, or null.</param>
/// <param name="Correlation">One chain, or null.</param>
/// <param name="After">The number where the last page ended; null begins.</param>
/// <param name="NewestFirst">Backwards.</param>
/// <param name="Limit">Events a page.</param>
public sealed record JournalQuery(LocalDate? Date, string? Kind, string? Correlation, long? After, bool NewestFirst, int Limit);

/// <summary>One event of the journal as people read it.</summary>
/// <param name="Number">Its number: 1 for the account's first, rising without a gap.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Correlation">The chain it belongs to.</param>
/// <param name="Sentence">One line for people.</param>
/// <param name="Data">The numbers.</param>
/// <param name="Hash">Its hash.</param>
public sealed record EventLine(long Number, Instant At, string Kind, string Correlation, string Sentence, JsonElement Data, string Hash);

/// <summary>A page of the journal.</summary>
/// <param name="Count">Events in it.</param>
/// <param name="Events">The events in the order asked for.</param>
/// <param name="Next">Where to go on; null at the end.</param>
/// <param name="Reason">Why there are none.</param>
public sealed record JournalPage(int Count, IReadOnlyList<EventLine> Events, string? Next, string? Reason);

/// <summary>
/// Pages of the journal by event number. A page looks at a few blobs at most, so that a rare kind does not read years at once: a page may be empty and still have a next one.
/// </summary>
public sealed class JournalPages(JournalReader journal)
{
    private const int MostBlobs = 8;

    /// <summary>One page.</summary>
    /// <exception cref="StorageException">The store could not answer, or a line is not an event.</exception>
    public async ValueTask<JournalPage> ReadAsync(JournalQuery query, CancellationToken cancellationToken)
    {
        var all = await journal.BlobsAsync(cancellationToken).ConfigureAwait(false);
        var blobs = query.Date is { } date ? [.. all.Where(blob => blob.Date == date)] : all;
        var found = new List<EventLine>();
        var (at, step) = (await StartAsync(blobs, query, cancellationToken).ConfigureAwait(false), query.NewestFirst ? -1 : 1);
        var last = query.After;
        for (var looked = 0; at >= 0 && at < blobs.Count; at += step)
        {
            if (looked++ == MostBlobs)
            {
                return Page(found, last);
            }

            var lines = JournalReader.LinesOf(await journal.ContentAsync(blobs[at], cancellationToken).ConfigureAwait(false));
            foreach (var line in query.NewestFirst ? lines.Reverse() : lines)
            {
                var number = JournalRaw.SequenceOf(line.Span);
                if (!IsBeyond(query, number))
                {
                    continue;
                }

                if (found.Count == query.Limit)
                {
                    return Page(found, last);
                }

                last = number;
                if (Fits(query, line.Span) && JournalReader.Parse(blobs[at].Name, line.Span) is var one && (query.Correlation is null || one.Correlation == query.Correlation))
                {
                    found.Add(new EventLine(one.Sequence, one.At, one.Kind, one.Correlation, EventSentence.Of(one), one.Data, one.Hash));
                }
            }
        }

        return Page(found, null);
    }

    private static JournalPage Page(List<EventLine> found, long? next) =>
        new(found.Count, found, next?.ToString(CultureInfo.InvariantCulture), found.Count > 0 ? null : next is null ? "nothing of that is in the journal" : "not among the events looked at: go on with next");

    private static bool IsBeyond(JournalQuery query, long number) => query.After is not { } after || (query.NewestFirst ? number < after : number > after);

    private static bool Fits(JournalQuery query, ReadOnlySpan<byte> line) =>
        (query.Kind is not { } kind || JournalRaw.KindOf(line).SequenceEqual(Encoding.UTF8.GetBytes(kind)))
        && (query.Correlation is not { } correlation || line.IndexOf(JsonEncodedText.Encode(correlation, TradingJson.Options.Encoder).EncodedUtf8Bytes) >= 0);

    // Numbers rise from blob to blob: the one to begin with is found by halving.
    private async ValueTask<int> StartAsync(IReadOnlyList<JournalBlob> blobs, JournalQuery query, CancellationToken cancellationToken)
    {
        var (low, high) = (0, blobs.Count - 1);
        if (query.After is not { } after)
        {
            return query.NewestFirst ? high : low;
        }

        // The last blob whose first number is not beyond the cursor.
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var first = JournalRaw.SequenceOf(JournalReader.LinesOf(await journal.ContentAsync(blobs[middle], cancellationToken).ConfigureAwait(false)).First().Span);
            (low, high) = first <= after ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}

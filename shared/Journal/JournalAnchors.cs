using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Journal;

/// <summary>The journal's head as it stood when a day's books were closed.</summary>
/// <param name="Sequence">The number of events by then.</param>
/// <param name="Hash">The last one's hash.</param>
public sealed record JournalAnchor(long Sequence, string Hash);

/// <summary>
/// Remembers the journal's heads outside the journal (table <c>journalheads</c>), so that a chain cut off at its end, or rewritten as a whole
/// with fresh hashes, is found too.
/// </summary>
public sealed class JournalAnchors(IRecords records)
{
    /// <summary>The table.</summary>
    internal const string Table = "journalheads";

    private const string Partition = "head";
    private readonly RecordTable<JournalAnchor> table = new(records, Table);

    /// <summary>Remembers the head of the close of <paramref name="date"/>; the newest of the date stays.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask RememberAsync(LocalDate date, JournalAnchor anchor, CancellationToken cancellationToken) =>
        await table.PutAsync(Partition, LocalDatePattern.Iso.Format(date), anchor, cancellationToken).ConfigureAwait(false);

    /// <summary>All anchors by date, oldest first.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<IReadOnlyList<(string Date, JournalAnchor Anchor)>> AllAsync(CancellationToken cancellationToken)
    {
        var stored = await table.QueryAsync(Partition, string.Empty, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(one => (one.Row, one.Value))];
    }

    /// <summary>The anchors in records that were read elsewhere.</summary>
    /// <exception cref="StorageException">One of them is not an anchor.</exception>
    internal static IReadOnlyList<(string Date, JournalAnchor Anchor)> In(IReadOnlyList<StoredRecord> rows) => [.. rows.Select(row => (row.Row, Read(row)))];

    private static JournalAnchor Read(StoredRecord row)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalAnchor>(row.Json, TradingJson.Options) ?? throw new StorageException($"record {Table}/{row.Partition}/{row.Row} holds null");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"record {Table}/{row.Partition}/{row.Row} is not an anchor: {fault.Message}", fault);
        }
    }
}

using System.Globalization;
using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <summary>All live records, in memory, each partition in ordinal order of the row. Not safe for concurrent use.</summary>
internal sealed class RecordMap
{
    private readonly SortedDictionary<(string Table, string Partition), SortedList<string, StoredRecord>> partitions = new(PartitionOrder.Instance);

    public StoredRecord? Get(string table, string partition, string row) =>
        partitions.TryGetValue((table, partition), out var rows) ? rows.GetValueOrDefault(row) : null;

    public IReadOnlyList<StoredRecord> Query(string table, string partition, string prefix)
    {
        if (!partitions.TryGetValue((table, partition), out var rows))
        {
            return [];
        }

        var first = FirstAtOrAfter(rows.Keys, prefix);
        var end = first;
        while (end < rows.Count && rows.Keys[end].StartsWith(prefix, StringComparison.Ordinal))
        {
            end++;
        }

        var found = new StoredRecord[end - first];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = rows.Values[first + i];
        }

        return found;
    }

    /// <summary>All records of a table as they are now, by partition, then row.</summary>
    public IReadOnlyList<StoredRecord> Scan(string table) =>
        [.. partitions.Where(partition => partition.Key.Table == table).SelectMany(partition => partition.Value.Values)];

    public void Apply(RecordPut put)
    {
        if (!partitions.TryGetValue((put.Table, put.Partition), out var rows))
        {
            partitions[(put.Table, put.Partition)] = rows = new SortedList<string, StoredRecord>(StringComparer.Ordinal);
        }

        rows[put.Row] = new StoredRecord(put.Partition, put.Row, put.Version.ToString(CultureInfo.InvariantCulture), put.Json);
    }

    public void Apply(RecordDeleted deleted)
    {
        if (partitions.TryGetValue((deleted.Table, deleted.Partition), out var rows) && rows.Remove(deleted.Row) && rows.Count == 0)
        {
            partitions.Remove((deleted.Table, deleted.Partition));
        }
    }

    /// <summary>The changes that make this state from nothing.</summary>
    public void WriteSnapshot(LogFrame frame)
    {
        foreach (var ((table, partition), rows) in partitions)
        {
            foreach (var record in rows.Values)
            {
                new RecordPut(table, partition, record.Row, long.Parse(record.Version, CultureInfo.InvariantCulture), record.Json).Write(frame);
            }
        }
    }

    private static int FirstAtOrAfter(IList<string> sorted, string prefix)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(sorted[middle], prefix) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private sealed class PartitionOrder : IComparer<(string Table, string Partition)>
    {
        public static readonly PartitionOrder Instance = new();

        public int Compare((string Table, string Partition) left, (string Table, string Partition) right) =>
            string.CompareOrdinal(left.Table, right.Table) is not 0 and var order ? order : string.CompareOrdinal(left.Partition, right.Partition);
    }
}

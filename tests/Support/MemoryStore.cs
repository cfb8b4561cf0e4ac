using System.Globalization;
using System.Runtime.CompilerServices;
using Trading.Storage;

namespace Trading.Tests.Support;

/// <summary>Records and blobs in memory, with the ports' semantics; every call that <see cref="Fails"/> picks throws before it has done anything.</summary>
internal sealed class MemoryStore(TimeProvider? clock = null) : IRecords, IBlobs
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, StoredRecord> records = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, StoredBlob> blobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Holder, DateTimeOffset Until)> leases = new(StringComparer.Ordinal);
    private long versions;

    /// <summary>Which calls fail: given "table/partition/row", "container/name" or "lease/name".</summary>
    public Func<string, bool>? Fails { get; set; }

    /// <summary>The number of calls that changed something.</summary>
    public int Writes { get; private set; }

    /// <summary>The number of calls so far.</summary>
    public int Calls { get; private set; }

    ValueTask<StoredRecord?> IRecords.GetAsync(string table, string partition, string row, CancellationToken cancellationToken) =>
        Do(RecordKey(table, partition, row), key => records.GetValueOrDefault(key));

    ValueTask<IReadOnlyList<StoredRecord>> IRecords.QueryAsync(string table, string partition, string rowPrefix, CancellationToken cancellationToken) =>
        Do(QueryKey(table, partition, rowPrefix), key => (IReadOnlyList<StoredRecord>)
            [.. records.Where(pair => pair.Key.StartsWith(key, StringComparison.Ordinal)).Select(pair => pair.Value)]);

    ValueTask<string?> IRecords.InsertAsync(string table, string partition, string row, string json, CancellationToken cancellationToken) =>
        Do(RecordKey(table, partition, row), key => records.ContainsKey(key) ? null : Store(key, partition, row, json));

    ValueTask<string?> IRecords.ReplaceAsync(string table, string partition, string row, string json, string version, CancellationToken cancellationToken) =>
        Do(RecordKey(table, partition, row), key => records.GetValueOrDefault(key)?.Version == version ? Store(key, partition, row, json) : null);

    ValueTask<string> IRecords.PutAsync(string table, string partition, string row, string json, CancellationToken cancellationToken) =>
        Do(RecordKey(table, partition, row), key => Store(key, partition, row, json));

    ValueTask<bool> IRecords.DeleteAsync(string table, string partition, string row, CancellationToken cancellationToken) =>
        Do(RecordKey(table, partition, row), key => records.Remove(key) && Wrote());

    async IAsyncEnumerable<StoredRecord> IRecords.ScanAsync(string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StorageNames.CheckTable(table);
        var all = await Do($"{table}/", key => (IReadOnlyList<StoredRecord>)[.. records.Where(pair => pair.Key.StartsWith(key, StringComparison.Ordinal)).Select(pair => pair.Value)
            .OrderBy(record => record.Partition, StringComparer.Ordinal).ThenBy(record => record.Row, StringComparer.Ordinal)]);
        foreach (var record in all)
        {
            yield return record;
        }
    }

    ValueTask<StoredBlob?> IBlobs.ReadAsync(string container, string name, CancellationToken cancellationToken) =>
        Do(BlobKey(container, name), key => blobs.GetValueOrDefault(key));

    ValueTask<string> IBlobs.PutAsync(string container, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        Do(BlobKey(container, name), key => Store(key, content));

    ValueTask<string?> IBlobs.WriteIfAsync(string container, string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) =>
        Do(BlobKey(container, name), key => blobs.GetValueOrDefault(key)?.Version == version ? Store(key, content) : null);

    ValueTask<bool> IBlobs.AppendAsync(string container, string name, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken) =>
        Do(BlobKey(container, name), key => Append(key, content, position));

    ValueTask<IReadOnlyList<BlobItem>> IBlobs.ListAsync(string container, string prefix, CancellationToken cancellationToken) =>
        Do($"{container}/{prefix}", key => (IReadOnlyList<BlobItem>)
            [.. blobs.Where(pair => pair.Key.StartsWith(key, StringComparison.Ordinal)).Select(pair => new BlobItem(pair.Key[(container.Length + 1)..], pair.Value.Content.Length))]);

    ValueTask<bool> IBlobs.DeleteAsync(string container, string name, CancellationToken cancellationToken) =>
        Do(BlobKey(container, name), key => blobs.Remove(key) && Wrote());

    ValueTask<bool> IBlobs.TryLeaseAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken) => Do($"lease/{name}", key =>
    {
        var now = clock?.GetUtcNow() ?? DateTimeOffset.UnixEpoch;
        if (leases.TryGetValue(key, out var lease) && lease.Holder != holder && now < lease.Until)
        {
            return false;
        }

        leases[key] = (holder, now + duration);
        return true;
    });

    ValueTask IBlobs.ReleaseLeaseAsync(string name, string holder, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (leases.TryGetValue($"lease/{name}", out var lease) && lease.Holder == holder)
            {
                leases.Remove($"lease/{name}");
            }
        }

        return ValueTask.CompletedTask;
    }

    private static string RecordKey(string table, string partition, string row)
    {
        StorageNames.CheckKey(row);
        return QueryKey(table, partition, row);
    }

    private static string QueryKey(string table, string partition, string prefix)
    {
        StorageNames.CheckTable(table);
        StorageNames.CheckKey(partition);
        StorageNames.CheckPrefix(prefix);
        return $"{table}/{partition}/{prefix}";
    }

    private static string BlobKey(string container, string name)
    {
        StorageNames.CheckContainer(container);
        StorageNames.CheckBlob(name);
        return $"{container}/{name}";
    }

    private ValueTask<T> Do<T>(string key, Func<string, T> work)
    {
        lock (gate)
        {
            Calls++;
            return Fails?.Invoke(key) == true ? ValueTask.FromException<T>(new StorageException($"{key}: the test's store does not answer")) : ValueTask.FromResult(work(key));
        }
    }

    private string Store(string key, string partition, string row, string json)
    {
        var version = NextVersion();
        records[key] = new StoredRecord(partition, row, version, json);
        return version;
    }

    private string Store(string key, ReadOnlyMemory<byte> content)
    {
        var version = NextVersion();
        blobs[key] = new StoredBlob(content.ToArray(), version);
        return version;
    }

    private bool Append(string key, ReadOnlyMemory<byte> content, long position)
    {
        var there = blobs.GetValueOrDefault(key)?.Content ?? default;
        if (there.Length != position)
        {
            return false;
        }

        Store(key, (byte[])[.. there.Span, .. content.Span]);
        return true;
    }

    private string NextVersion()
    {
        Wrote();
        return (++versions).ToString(CultureInfo.InvariantCulture);
    }

    private bool Wrote()
    {
        Writes++;
        return true;
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Trading.Storage;

/// <summary>A record of type <typeparamref name="T"/> with the version it was read at.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Row">The row.</param>
/// <param name="Version">The version it was read at.</param>
/// <param name="Value">The content.</param>
public sealed record Versioned<T>(string Partition, string Row, string Version, T Value);

/// <summary>One table of <see cref="IRecords"/> whose records are all of type <typeparamref name="T"/>. Semantics are those of <see cref="IRecords"/>.</summary>
/// <param name="records">The store.</param>
/// <param name="table">The table's name.</param>
/// <param name="areChanged">Whether callers change what they are handed: then each of them is handed its own.</param>
/// <exception cref="StorageException">Thrown by each call when the store cannot answer or a record is not the JSON of a <typeparamref name="T"/>.</exception>
public sealed class RecordTable<T>(IRecords records, string table, bool areChanged = false)
    where T : class
{
    // Rows that are read at every cycle rarely change: the text that was parsed last is not parsed again. Each value in a slot by its text's identity; two that share one are parsed each time.
    private const int Slots = 32;
    private readonly Parsed?[] parsed = areChanged ? [] : new Parsed?[Slots];

    /// <inheritdoc cref="IRecords.GetAsync"/>
    public async ValueTask<Versioned<T>?> GetAsync(string partition, string row, CancellationToken cancellationToken) =>
        await records.GetAsync(table, partition, row, cancellationToken).ConfigureAwait(false) is { } stored ? Read(stored) : null;

    /// <inheritdoc cref="IRecords.QueryAsync"/>
    public async ValueTask<IReadOnlyList<Versioned<T>>> QueryAsync(string partition, string rowPrefix, CancellationToken cancellationToken)
    {
        var stored = await records.QueryAsync(table, partition, rowPrefix, cancellationToken).ConfigureAwait(false);
        var values = new Versioned<T>[stored.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Read(stored[i]);
        }

        return values;
    }

    /// <inheritdoc cref="IRecords.InsertAsync"/>
    public ValueTask<string?> InsertAsync(string partition, string row, T value, CancellationToken cancellationToken) =>
        records.InsertAsync(table, partition, row, Write(value), cancellationToken);

    /// <inheritdoc cref="IRecords.ReplaceAsync"/>
    public ValueTask<string?> ReplaceAsync(string partition, string row, T value, string version, CancellationToken cancellationToken) =>
        records.ReplaceAsync(table, partition, row, Write(value), version, cancellationToken);

    /// <inheritdoc cref="IRecords.PutAsync"/>
    public ValueTask<string> PutAsync(string partition, string row, T value, CancellationToken cancellationToken) =>
        records.PutAsync(table, partition, row, Write(value), cancellationToken);

    /// <inheritdoc cref="IRecords.DeleteAsync"/>
    public ValueTask<bool> DeleteAsync(string partition, string row, CancellationToken cancellationToken) =>
        records.DeleteAsync(table, partition, row, cancellationToken);

    private static string Write(T value) => JsonSerializer.Serialize(value, TradingJson.Options);

    private Versioned<T> Read(StoredRecord stored)
    {
        if (parsed.Length == 0)
        {
            return new Versioned<T>(stored.Partition, stored.Row, stored.Version, Parse(stored));
        }

        var slot = RuntimeHelpers.GetHashCode(stored.Json) & (Slots - 1);
        if (Volatile.Read(ref parsed[slot]) is not { } known || !ReferenceEquals(known.Json, stored.Json))
        {
            Volatile.Write(ref parsed[slot], known = new Parsed(stored.Json, Parse(stored)));
        }

        return new Versioned<T>(stored.Partition, stored.Row, stored.Version, known.Value);
    }

    private T Parse(StoredRecord stored)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(stored.Json, TradingJson.Options)
                ?? throw new StorageException($"record {table}/{stored.Partition}/{stored.Row} holds null");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"record {table}/{stored.Partition}/{stored.Row} is not a {typeof(T).Name}: {fault.Message}", fault);
        }
    }

    private sealed class Parsed(string json, T value)
    {
        public string Json => json;

        public T Value => value;
    }
}

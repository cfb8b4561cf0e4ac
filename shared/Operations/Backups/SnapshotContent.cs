using System.IO.Compression;
using System.Text;
using Trading.Storage;

namespace Trading.Operations.Backups;

/// <summary>The records of a snapshot as bytes: table after table, each its name, its count and partition, row and content of each record; compressed. Pure.</summary>
internal static class SnapshotContent
{
    /// <summary>The compressed bytes, and what they hold of each table.</summary>
    public static (byte[] Bytes, IReadOnlyList<SnapshotTable> Tables) Write(IReadOnlyList<TableRows> tables)
    {
        var told = new List<SnapshotTable>(tables.Count);
        using var output = new MemoryStream();
        using (var compressed = new BrotliStream(output, CompressionLevel.Fastest))
        {
            using var plain = new MemoryStream();
            foreach (var table in tables)
            {
                plain.SetLength(0);
                Write(table, plain);
                var bytes = plain.GetBuffer().AsSpan(0, (int)plain.Length);
                told.Add(new SnapshotTable(table.Table, table.Rows.Count, SnapshotManifest.HashOf(bytes)));
                compressed.Write(bytes);
            }
        }

        return (output.ToArray(), told);
    }

    /// <summary>The hash of a table's records as <see cref="Write(IReadOnlyList{TableRows})"/> has it.</summary>
    public static string HashOf(TableRows table)
    {
        using var plain = new MemoryStream();
        Write(table, plain);
        return SnapshotManifest.HashOf(plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }

    /// <summary>The records behind a manifest; the versions are empty.</summary>
    /// <exception cref="BackupException">They are not what the manifest says.</exception>
    public static IReadOnlyList<TableRows> Read(SnapshotManifest manifest, ReadOnlyMemory<byte> bytes)
    {
        if (SnapshotManifest.HashOf(bytes.Span) != manifest.ContentSha256)
        {
            throw new BackupException($"snapshot {manifest.Name} is damaged: {manifest.Content} is not what was written; take another one");
        }

        try
        {
            using var input = new BrotliStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
            using var reader = new BinaryReader(input, Encoding.UTF8);
            return [.. manifest.Tables.Select(table => Read(manifest.Name, table, reader))];
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new BackupException($"snapshot {manifest.Name} is damaged: {manifest.Content} cannot be unpacked; take another one", fault);
        }
    }

    private static void Write(TableRows table, MemoryStream plain)
    {
        using var writer = new BinaryWriter(plain, Encoding.UTF8, leaveOpen: true);
        writer.Write(table.Table);
        writer.Write(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            writer.Write(row.Partition);
            writer.Write(row.Row);
            writer.Write(row.Json);
        }
    }

    private static TableRows Read(string name, SnapshotTable told, BinaryReader reader)
    {
        var (table, count) = (reader.ReadString(), reader.ReadInt32());
        if (table != told.Name || count != told.Rows)
        {
            throw new BackupException($"snapshot {name} is damaged: it has {count} records of {table} where the manifest has {told.Rows} of {told.Name}; take another one");
        }

        var rows = new StoredRecord[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new StoredRecord(reader.ReadString(), reader.ReadString(), string.Empty, reader.ReadString());
        }

        var read = new TableRows(table, rows);
        return HashOf(read) == told.Sha256 ? read : throw new BackupException($"snapshot {name} is damaged: the records of {table} are not what was written; take another one");
    }
}

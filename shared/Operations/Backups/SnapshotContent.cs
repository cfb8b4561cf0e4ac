using System.Buffers;
using System.IO.Compression;

namespace Trading.Operations.Backups;

/// <summary>The records of a snapshot as one compressed blob, table after table. Pure.</summary>
internal static class SnapshotContent
{
    // Records are alike: the quickest quality makes a twentieth of them.
    private const int Quality = 1;
    private const int Window = 20;

    /// <summary>The compressed bytes, and what they hold of each table.</summary>
    public static (byte[] Bytes, IReadOnlyList<SnapshotTable> Tables) Write(IReadOnlyList<TableRows> tables)
    {
        var size = tables.Sum(SnapshotBytes.SizeOf);
        var most = BrotliEncoder.GetMaxCompressedLength(size);
        var (plain, packed) = (ArrayPool<byte>.Shared.Rent(size), ArrayPool<byte>.Shared.Rent(most));
        try
        {
            var told = Fill(tables, plain.AsSpan(0, size));
            return BrotliEncoder.TryCompress(plain.AsSpan(0, size), packed, out var length, Quality, Window)
                ? (packed[..length], told)
                : throw new InvalidOperationException("the records do not fit into what they can take at most");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <summary>The hash of a table's records as <see cref="Write"/> has it.</summary>
    public static string HashOf(TableRows table)
    {
        var plain = new byte[SnapshotBytes.SizeOf(table)];
        SnapshotBytes.Write(table, plain);
        return SnapshotManifest.HashOf(plain);
    }

    /// <summary>The records behind a manifest; the versions are empty.</summary>
    /// <exception cref="BackupException">They are not what the manifest says.</exception>
    public static IReadOnlyList<TableRows> Read(SnapshotManifest manifest, ReadOnlyMemory<byte> bytes)
    {
        if (SnapshotManifest.HashOf(bytes.Span) != manifest.ContentSha256)
        {
            throw Damaged(manifest, $"{manifest.Content} is not what was written");
        }

        try
        {
            ReadOnlySpan<byte> plain = Unpack(bytes);
            var tables = new List<TableRows>(manifest.Tables.Count);
            foreach (var told in manifest.Tables)
            {
                tables.Add(Checked(manifest, told, SnapshotBytes.Read(ref plain)));
            }

            return plain.IsEmpty ? tables : throw Damaged(manifest, $"{manifest.Content} holds more than the manifest says");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new BackupException(Damaged(manifest, $"{manifest.Content} cannot be unpacked").Message, fault);
        }
    }

    private static List<SnapshotTable> Fill(IReadOnlyList<TableRows> tables, Span<byte> plain)
    {
        var told = new List<SnapshotTable>(tables.Count);
        foreach (var table in tables)
        {
            var rest = SnapshotBytes.Write(table, plain);
            told.Add(new SnapshotTable(table.Table, table.Rows.Count, SnapshotManifest.HashOf(plain[..^rest.Length])));
            plain = rest;
        }

        return told;
    }

    private static byte[] Unpack(ReadOnlyMemory<byte> bytes)
    {
        using var input = new BrotliStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        input.CopyTo(plain);
        return plain.ToArray();
    }

    private static TableRows Checked(SnapshotManifest manifest, SnapshotTable told, TableRows read) =>
        read.Table == told.Name && read.Rows.Count == told.Rows && HashOf(read) == told.Sha256 ? read : throw Damaged(manifest, $"the records of {told.Name} are not what was written");

    private static BackupException Damaged(SnapshotManifest manifest, string what) => new($"snapshot {manifest.Name} is damaged: {what}; use another one");
}

using System.Buffers.Binary;
using System.Text;
using Trading.Storage;

namespace Trading.Operations.Backups;

/// <summary>The plain bytes of one table: its name, its count, then partition, row and content of each record; numbers as four bytes, texts as UTF-8 behind their length. Pure.</summary>
internal static class SnapshotBytes
{
    /// <summary>How many bytes a table takes.</summary>
    public static int SizeOf(TableRows table)
    {
        var size = SizeOf(table.Table) + sizeof(int);
        foreach (var row in table.Rows)
        {
            size = checked(size + SizeOf(row.Partition) + SizeOf(row.Row) + SizeOf(row.Json));
        }

        return size;
    }

    /// <summary>Writes a table; returns what is left of <paramref name="target"/>.</summary>
    public static Span<byte> Write(TableRows table, Span<byte> target)
    {
        target = Write(table.Table, target);
        BinaryPrimitives.WriteInt32LittleEndian(target, table.Rows.Count);
        target = target[sizeof(int)..];
        foreach (var row in table.Rows)
        {
            target = Write(row.Json, Write(row.Row, Write(row.Partition, target)));
        }

        return target;
    }

    /// <summary>Reads a table off the beginning of <paramref name="source"/>; the versions are empty.</summary>
    /// <exception cref="FormatException">It ends too early.</exception>
    public static TableRows Read(ref ReadOnlySpan<byte> source)
    {
        var name = Text(ref source);
        var rows = new StoredRecord[Number(ref source)];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new StoredRecord(Text(ref source), Text(ref source), string.Empty, Text(ref source));
        }

        return new TableRows(name, rows);
    }

    private static int SizeOf(string text) => sizeof(int) + Encoding.UTF8.GetByteCount(text);

    private static Span<byte> Write(string text, Span<byte> target)
    {
        var length = Encoding.UTF8.GetBytes(text, target[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(target, length);
        return target[(sizeof(int) + length)..];
    }

    private static string Text(ref ReadOnlySpan<byte> source)
    {
        var length = Number(ref source);
        var text = Encoding.UTF8.GetString(source[..length]);
        source = source[length..];
        return text;
    }

    // No count and no length can be more than the bytes that follow.
    private static int Number(ref ReadOnlySpan<byte> source)
    {
        var number = source.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(source);
        source = number < 0 ? source : source[sizeof(int)..];
        return number >= 0 && number <= source.Length ? number : throw new FormatException("the records end too early");
    }
}

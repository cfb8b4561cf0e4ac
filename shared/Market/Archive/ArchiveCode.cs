using System.Buffers;
using System.Text;
using NodaTime;

namespace Trading.Market.Archive;

/// <summary>An archive as bytes. The same bars give the same bytes, and every double comes back bit for bit.</summary>
public static class ArchiveCode
{
    private const byte ListedFlag = 1;

    /// <summary>Writes an archive.</summary>
    /// <param name="newest">The newest session that it is made for.</param>
    /// <param name="entries">The bars of each symbol, each once, in ordinal order.</param>
    /// <exception cref="ArgumentException">A symbol is there twice or out of order.</exception>
    public static byte[] Write(LocalDate newest, IReadOnlyList<ArchivedBars> entries)
    {
        var (directory, body) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        var bars = 0L;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (i > 0 && entry.Bars.Symbol <= entries[i - 1].Bars.Symbol)
            {
                throw new ArgumentException($"{entry.Bars.Symbol} is there twice or out of order", nameof(entries));
            }

            var before = body.WrittenCount;
            SeriesCode.Write(body, entry.Bars);
            Describe(directory, entry, body.WrittenCount - before);
            bars += entry.Bars.Count;
        }

        var archive = new byte[ArchiveHeader.Length + directory.WrittenCount + body.WrittenCount];
        directory.WrittenSpan.CopyTo(archive.AsSpan(ArchiveHeader.Length));
        body.WrittenSpan.CopyTo(archive.AsSpan(ArchiveHeader.Length + directory.WrittenCount));
        new ArchiveHeader(BarSeries.ToDay(newest), entries.Count, bars, directory.WrittenCount).Seal(archive);
        return archive;
    }

    /// <summary>Opens an archive; the bars of a symbol are decoded when they are asked for.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="name">Its name, for the failure.</param>
    /// <exception cref="MarketDataException">It is none, of another schema, cut short or damaged.</exception>
    public static BarArchive Open(ReadOnlyMemory<byte> content, string name)
    {
        var header = ArchiveHeader.Open(content.Span, name);
        try
        {
            return new BarArchive(BarSeries.FromDay(header.Newest), header.Bars, content, Directory(content.Span, header));
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or FormatException)
        {
            throw ArchiveHeader.Damaged(name, "has a directory that does not fit its content");
        }
    }

    private static void Describe(ArrayBufferWriter<byte> directory, ArchivedBars entry, int bytes)
    {
        var symbol = entry.Bars.Symbol.ToString();
        var span = directory.GetSpan(symbol.Length + 2);
        span[0] = (byte)symbol.Length;
        Encoding.ASCII.GetBytes(symbol, span[1..]);
        span[symbol.Length + 1] = entry.IsListed ? ListedFlag : (byte)0;
        directory.Advance(symbol.Length + 2);
        VarInt.Write(directory, entry.Bars.Count);
        VarInt.Write(directory, bytes);
    }

    private static ArchiveEntryPlace[] Directory(ReadOnlySpan<byte> archive, ArchiveHeader header)
    {
        var entries = new ArchiveEntryPlace[header.Symbols];
        var (at, offset) = (ArchiveHeader.Length, ArchiveHeader.Length + header.Directory);
        for (var i = 0; i < entries.Length; i++)
        {
            var letters = archive[at];
            var symbol = Symbol.Parse(Encoding.ASCII.GetString(archive.Slice(at + 1, letters)));
            var isListed = (archive[at + 1 + letters] & ListedFlag) != 0;
            at += letters + 2;
            var bars = checked((int)VarInt.Read(archive, ref at));
            var length = checked((int)VarInt.Read(archive, ref at));
            entries[i] = new ArchiveEntryPlace(symbol, isListed, bars, offset, length);
            offset += length;
        }

        return at == ArchiveHeader.Length + header.Directory && offset == archive.Length ? entries : throw new FormatException("the lengths do not add up");
    }
}

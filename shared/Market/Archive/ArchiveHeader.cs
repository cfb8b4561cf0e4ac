using System.Runtime.InteropServices;
using System.Buffers.Binary;
using Trading.Storage;

namespace Trading.Market.Archive;

/// <summary>
/// The first bytes of an archive, little-endian: 8 magic, 2 schema, 4 newest session (days since 1970-01-01), 4 symbols, 8 bars, 4 length of the directory, 8 length of the whole, 4 CRC-32C of all the rest.
/// The directory follows (of each symbol its length and letters, its flags, its bars and its bytes), then the symbols' bars.
/// </summary>
/// <param name="Newest">The newest session.</param>
/// <param name="Symbols">How many symbols follow.</param>
/// <param name="Bars">How many bars they have.</param>
/// <param name="Directory">Bytes of the directory.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ArchiveHeader(int Newest, int Symbols, long Bars, int Directory)
{
    /// <summary>The form that this program writes and reads.</summary>
    public const short Schema = 1;

    public const int Length = 42;

    private const int ChecksumAt = 38;

    // The line ends show at once when somebody has sent it as text.
    private static ReadOnlySpan<byte> Magic => "TRBARS\r\n"u8;

    /// <summary>Writes the header over the first bytes of an archive that is otherwise whole.</summary>
    public void Seal(Span<byte> archive)
    {
        Magic.CopyTo(archive);
        BinaryPrimitives.WriteInt16LittleEndian(archive[8..], Schema);
        BinaryPrimitives.WriteInt32LittleEndian(archive[10..], Newest);
        BinaryPrimitives.WriteInt32LittleEndian(archive[14..], Symbols);
        BinaryPrimitives.WriteInt64LittleEndian(archive[18..], Bars);
        BinaryPrimitives.WriteInt32LittleEndian(archive[26..], Directory);
        BinaryPrimitives.WriteInt64LittleEndian(archive[30..], archive.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(archive[ChecksumAt..], Checksum(archive));
    }

    /// <summary>Reads and checks the whole archive.</summary>
    /// <exception cref="MarketDataException">It is none, of another schema, cut short or damaged.</exception>
    public static ArchiveHeader Open(ReadOnlySpan<byte> archive, string name)
    {
        if (archive.Length < Length || !archive.StartsWith(Magic))
        {
            throw Damaged(name, "is no archive of bars");
        }

        if (BinaryPrimitives.ReadInt16LittleEndian(archive[8..]) is not Schema and var other)
        {
            throw Damaged(name, $"has schema {other}, and this program knows {Schema}");
        }

        if (BinaryPrimitives.ReadInt64LittleEndian(archive[30..]) is var length && length != archive.Length)
        {
            throw Damaged(name, $"has {archive.Length} bytes of {length}");
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(archive[ChecksumAt..]) != Checksum(archive)
            ? throw Damaged(name, "does not check: bytes of it have changed")
            : new ArchiveHeader(
                BinaryPrimitives.ReadInt32LittleEndian(archive[10..]),
                BinaryPrimitives.ReadInt32LittleEndian(archive[14..]),
                BinaryPrimitives.ReadInt64LittleEndian(archive[18..]),
                BinaryPrimitives.ReadInt32LittleEndian(archive[26..]));
    }

    /// <summary>The failure of an archive that cannot be used.</summary>
    public static MarketDataException Damaged(string name, string what) => new($"the bar archive {name} {what}: run NightlyResearch, which fetches the bars anew");

    private static uint Checksum(ReadOnlySpan<byte> archive) => Crc32C.Append(Crc32C.Of(archive[..ChecksumAt]), archive[Length..]);
}

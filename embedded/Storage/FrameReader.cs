using System.Buffers.Binary;
using System.Text;

namespace Trading.Embedded.Storage;

/// <summary>Reads what <see cref="LogFrame"/> wrote. The bytes it hands out are slices, not copies.</summary>
internal ref struct FrameReader(ReadOnlyMemory<byte> payload)
{
    private ReadOnlyMemory<byte> rest = payload;

    public readonly bool AtEnd => rest.IsEmpty;

    public byte Byte() => Take(1).Span[0];

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)).Span);

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)).Span);

    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    public ReadOnlyMemory<byte> Bytes() => Take(Int());

    private ReadOnlyMemory<byte> Take(int bytes)
    {
        var taken = rest[..bytes];
        rest = rest[bytes..];
        return taken;
    }
}

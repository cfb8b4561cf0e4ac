using System.Buffers.Binary;
using System.Text;
using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <summary>
/// One transaction on its way to the log: a header (payload length, payload checksum, header checksum), the payload, and an end mark that is
/// never zero, so that blocks which a power cut left as zeros are told from a byte that changed.
/// </summary>
internal sealed class LogFrame
{
    public const int HeaderLength = 12;
    public const byte EndMark = 0xA5;
    private byte[] buffer = new byte[4096];
    private int length = HeaderLength;

    public bool IsEmpty => length == HeaderLength;

    public void Clear() => length = HeaderLength;

    public void Byte(byte value) => Take(1)[0] = value;

    public void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Int(bytes);
        Encoding.UTF8.GetBytes(value, Take(bytes));
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>The whole frame, good until the next change to it.</summary>
    public ReadOnlySpan<byte> Seal()
    {
        var payload = buffer.AsSpan(HeaderLength, length - HeaderLength);
        WriteHeader(buffer, payload.Length, Crc32C.Of(payload));
        Byte(EndMark);
        var whole = buffer.AsSpan(0, length);
        length--;
        return whole;
    }

    /// <summary>Reads a header; false when it is not one.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> header, out int payloadLength, out uint checksum)
    {
        payloadLength = BinaryPrimitives.ReadInt32LittleEndian(header);
        checksum = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        return payloadLength >= 0 && BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) == Crc32C.Of(header[..8]);
    }

    private static void WriteHeader(Span<byte> header, int payloadLength, uint checksum)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, payloadLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Crc32C.Of(header[..8]));
    }

    private Span<byte> Take(int bytes)
    {
        if (buffer.Length - length < bytes)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
        }

        length += bytes;
        return buffer.AsSpan(length - bytes, bytes);
    }
}

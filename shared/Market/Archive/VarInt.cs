using System.Buffers;
using System.Runtime.CompilerServices;

namespace Trading.Market.Archive;

/// <summary>Whole numbers, seven bits a byte, the lowest first; small ones of either sign are short (zigzag).</summary>
internal static class VarInt
{
    private const int Longest = 10;

    public static void Write(IBufferWriter<byte> to, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var span = to.GetSpan(Longest);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            span[length++] = (byte)(rest | 0x80);
        }

        span[length++] = (byte)rest;
        to.Advance(length);
    }

    /// <exception cref="IndexOutOfRangeException">The bytes end within the number.</exception>
    /// <exception cref="FormatException">It is longer than any number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(ReadOnlySpan<byte> from, ref int at)
    {
        ulong one = from[at++];
        var value = one & 0x7F;
        for (var shift = 7; one >= 0x80; shift += 7)
        {
            if (shift > 63)
            {
                throw new FormatException("a number has no end");
            }

            one = from[at++];
            value |= (one & 0x7F) << shift;
        }

        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}

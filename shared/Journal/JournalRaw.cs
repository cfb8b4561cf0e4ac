using System.Buffers.Text;

namespace Trading.Journal;

/// <summary>Whether a line of the journal is worth parsing.</summary>
/// <param name="line">The line without its line feed.</param>
internal delegate bool LineFilter(ReadOnlySpan<byte> line);

/// <summary>
/// Reads number, kind and correlation off a line without parsing it: <see cref="JournalLine"/> writes them first and in this order. Nine lines of ten tell of jobs,
/// so whoever looks for orders looks at the bytes first.
/// </summary>
internal static class JournalRaw
{
    private static ReadOnlySpan<byte> SequenceMark => "{\"sequence\":"u8;

    private static ReadOnlySpan<byte> AtMark => "\"at\":\""u8;

    private static ReadOnlySpan<byte> KindMark => "\",\"kind\":\""u8;

    private static ReadOnlySpan<byte> CorrelationMark => "\",\"correlation\":\""u8;

    /// <summary>The event's number; 0 when the line is not an event.</summary>
    public static long SequenceOf(ReadOnlySpan<byte> line) =>
        line.StartsWith(SequenceMark) && Utf8Parser.TryParse(line[SequenceMark.Length..], out long sequence, out _) ? sequence : 0;

    /// <summary>The event's instant as written; empty when the line is not an event.</summary>
    public static ReadOnlySpan<byte> AtOf(ReadOnlySpan<byte> line) => Between(line, AtMark, KindMark);

    /// <summary>The event's kind; empty when the line is not an event.</summary>
    public static ReadOnlySpan<byte> KindOf(ReadOnlySpan<byte> line) => Between(line, KindMark, CorrelationMark);

    /// <summary>The lines of some kinds.</summary>
    public static LineFilter OfKinds(params string[] kinds)
    {
        var wanted = Array.ConvertAll(kinds, System.Text.Encoding.UTF8.GetBytes);
        return line =>
        {
            var kind = KindOf(line);
            foreach (var one in wanted)
            {
                if (kind.SequenceEqual(one))
                {
                    return true;
                }
            }

            return false;
        };
    }

    private static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> line, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var start = line.IndexOf(before);
        var rest = start < 0 ? default : line[(start + before.Length)..];
        var end = rest.IndexOf(after);
        return end < 0 ? default : rest[..end];
    }
}

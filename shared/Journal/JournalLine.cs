using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Journal;

/// <summary>
/// Writes one event as its line: JSON whose last field is the SHA-256 of the line without that field. The buffers are used again and again,
/// so a line lives until the next one is written; one user at a time.
/// </summary>
internal sealed class JournalLine : IDisposable
{
    private static readonly JsonWriterOptions Form = new() { Encoder = TradingJson.Options.Encoder };
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter writer;

    public JournalLine() => writer = new Utf8JsonWriter(buffer, Form);

    /// <summary>What lies between the hashed text and the hash.</summary>
    public static ReadOnlySpan<byte> HashMark => ",\"hash\":\""u8;

    /// <summary>The bytes from <see cref="HashMark"/> to the end of the object.</summary>
    public static int TailLength => HashMark.Length + 64 + 2;

    /// <summary>The line with its line feed, and its hash.</summary>
    public (ReadOnlyMemory<byte> Line, string Hash) Write(long sequence, Instant at, string kind, string correlation, object data, string previous)
    {
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartObject();
        writer.WriteNumber("sequence"u8, sequence);
        writer.WriteString("at"u8, InstantPattern.ExtendedIso.Format(at));
        writer.WriteString("kind"u8, kind);
        writer.WriteString("correlation"u8, correlation);
        writer.WritePropertyName("data"u8);
        JsonSerializer.Serialize(writer, data, data.GetType(), TradingJson.Options);
        writer.WriteString("previous"u8, previous);
        writer.WriteEndObject();
        writer.Flush();
        return Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private (ReadOnlyMemory<byte> Line, string Hash) Finish()
    {
        var length = buffer.WrittenCount;
        var hash = HashOf(buffer.WrittenSpan);
        Span<byte> tail = stackalloc byte[TailLength + 1];
        HashMark.CopyTo(tail);
        System.Text.Encoding.ASCII.GetBytes(hash, tail[HashMark.Length..]);
        "\"}\n"u8.CopyTo(tail[(HashMark.Length + 64)..]);

        // The tail takes the place of the closing brace.
        buffer.Write(tail[1..]);
        var line = System.Runtime.InteropServices.MemoryMarshal.AsMemory(buffer.WrittenMemory);
        tail.CopyTo(line.Span[(length - 1)..]);
        return (line, hash);
    }

    private static string HashOf(ReadOnlySpan<byte> text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>The hash that a line (without its line feed) should carry; null when it does not end as an event does.</summary>
    public static string? ExpectedHash(ReadOnlySpan<byte> line)
    {
        if (line.Length <= TailLength || !line[^TailLength..].StartsWith(HashMark) || !line.EndsWith("\"}"u8))
        {
            return null;
        }

        // The hashed text is the line up to the mark, and a closing brace.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(line[..^TailLength]);
        hash.AppendData("}"u8);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }
}

using Microsoft.Win32.SafeHandles;
using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <summary>
/// The append-only file of transactions. A killed process leaves at most a beginning of the last frame, a power cut at most zeros in it;
/// both are dropped at the next open. Anything else that does not check is an error, never skipped.
/// </summary>
internal sealed class RecordLog : IDisposable
{
    private static ReadOnlySpan<byte> Magic => "TRADLOG1"u8;

    private readonly string path;
    private readonly bool toDisk;
    private SafeFileHandle file;

    private RecordLog(string path, bool toDisk, SafeFileHandle file) => (this.path, this.toDisk, this.file) = (path, toDisk, file);

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Where the first frame ends: in a compacted log, the size of what was alive then.</summary>
    public long FirstFrameEnd { get; private set; }

    /// <summary>Opens or makes the log and hands each transaction's payload to <paramref name="replay"/>, oldest first.</summary>
    /// <exception cref="StorageException">The log is damaged; the message names the file and the offset.</exception>
    public static RecordLog Open(string path, bool toDisk, Action<ReadOnlyMemory<byte>> replay)
    {
        var log = new RecordLog(path, toDisk, OpenFile(path));
        try
        {
            log.Replay(replay);
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Adds a sealed frame; on the disk when this returns, if the log was opened so.</summary>
    public void Append(ReadOnlySpan<byte> frame)
    {
        RandomAccess.Write(file, frame, Length);
        Flush(file);
        FirstFrameEnd = Length == Magic.Length ? Length + frame.Length : FirstFrameEnd;
        Length += frame.Length;
    }

    /// <summary>Puts a log of the one <paramref name="snapshot"/> in this one's place, all or nothing.</summary>
    public void Replace(ReadOnlySpan<byte> snapshot)
    {
        var fresh = path + ".new";
        using (var handle = File.OpenHandle(fresh, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, Magic, 0);
            RandomAccess.Write(handle, snapshot, Magic.Length);
            Flush(handle);
        }

        file.Dispose();
        File.Move(fresh, path, overwrite: true);
        file = OpenFile(path);

        // Flushing the renamed file once more takes the rename along with it on journaling file systems.
        Flush(file);
        FirstFrameEnd = Length = Magic.Length + snapshot.Length;
    }

    public void Dispose() => file.Dispose();

    private static SafeFileHandle OpenFile(string path) => File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);

    private void Replay(Action<ReadOnlyMemory<byte>> replay)
    {
        var bytes = ReadAll();
        if (bytes.Length < Magic.Length && Magic.StartsWith(bytes.Span))
        {
            RandomAccess.Write(file, Magic, 0);
            Length = Magic.Length;
            return;
        }

        if (!bytes.Span.StartsWith(Magic))
        {
            throw Damaged(0, "it does not begin as a log");
        }

        Length = Magic.Length;
        while (NextFrame(bytes[(int)Length..]) is { } payload)
        {
            replay(payload);
            Length += LogFrame.HeaderLength + payload.Length + 1;
            FirstFrameEnd = FirstFrameEnd == 0 ? Length : FirstFrameEnd;
        }

        RandomAccess.SetLength(file, Length);
    }

    /// <summary>The payload of the frame at the beginning of <paramref name="rest"/>; null when there is none, or only a torn one.</summary>
    private ReadOnlyMemory<byte>? NextFrame(ReadOnlyMemory<byte> rest)
    {
        if (rest.Length < LogFrame.HeaderLength || rest.Span.IndexOfAnyExcept((byte)0) < 0)
        {
            return null;
        }

        if (!LogFrame.TryReadHeader(rest.Span, out var length, out var checksum))
        {
            throw Damaged(Length, "the header does not check");
        }

        var end = LogFrame.HeaderLength + (long)length;
        if (rest.Length <= end || (rest.Length == end + 1 && rest.Span[(int)end] == 0))
        {
            return null;
        }

        var payload = rest[LogFrame.HeaderLength..(int)end];
        return Crc32C.Of(payload.Span) == checksum && rest.Span[(int)end] == LogFrame.EndMark ? payload : throw Damaged(Length, "the content does not check");
    }

    private void Flush(SafeFileHandle handle)
    {
        if (toDisk)
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    private ReadOnlyMemory<byte> ReadAll()
    {
        var bytes = new byte[RandomAccess.GetLength(file)];
        var read = 0;
        for (int count; read < bytes.Length && (count = RandomAccess.Read(file, bytes.AsSpan(read), read)) > 0; read += count)
        {
        }

        return bytes.AsMemory(0, read);
    }

    private StorageException Damaged(long offset, string what) =>
        new($"{path} is damaged at offset {offset}: {what}. Nothing was changed; make a new folder of a snapshot with the verb restore, or cut it at that offset to lose what came after");
}

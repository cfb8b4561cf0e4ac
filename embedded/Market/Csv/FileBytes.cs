using Trading.Market;

namespace Trading.Embedded.Market.Csv;

/// <summary>The bytes of one file at a time, in a buffer that is used again for the next one.</summary>
internal sealed class FileBytes
{
    private byte[] buffer = new byte[128 * 1024];

    /// <summary>The file's text without a byte order mark, and always ending in a line feed.</summary>
    /// <exception cref="MarketDataException">The file cannot be read.</exception>
    public ReadOnlySpan<byte> Read(string path, string name)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var length = checked((int)RandomAccess.GetLength(file));
            if (buffer.Length <= length)
            {
                buffer = new byte[length + (length / 2) + 1];
            }

            return Finish(Fill(file, length));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or OverflowException)
        {
            throw new MarketDataException($"{name} cannot be read: {broken.Message}", broken);
        }
    }

    private int Fill(Microsoft.Win32.SafeHandles.SafeFileHandle file, int length)
    {
        var filled = 0;
        while (filled < length)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(filled, length - filled), filled);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return filled;
    }

    private ReadOnlySpan<byte> Finish(int length)
    {
        if (length == 0 || buffer[length - 1] != '\n')
        {
            buffer[length++] = (byte)'\n';
        }

        var text = buffer.AsSpan(0, length);
        return text.StartsWith("\uFEFF"u8) ? text[3..] : text;
    }
}

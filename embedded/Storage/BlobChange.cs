namespace Trading.Embedded.Storage;

/// <summary>A change to one blob.</summary>
internal abstract record BlobChange(string Container, string Name) : Change
{
    /// <summary>The version that the change gave the blob; 0 when it gave none.</summary>
    public abstract long NewVersion { get; }

    protected void WriteName(LogFrame frame, byte code)
    {
        frame.Byte(code);
        frame.Text(Container);
        frame.Text(Name);
    }
}

/// <summary>A blob was written whole.</summary>
internal sealed record BlobPut(string Container, string Name, long Version, ReadOnlyMemory<byte> Content) : BlobChange(Container, Name)
{
    public const byte Code = 3;

    public override long NewVersion => Version;

    public override void Write(LogFrame frame)
    {
        WriteName(frame, Code);
        frame.Long(Version);
        frame.Bytes(Content.Span);
    }
}

/// <summary>Bytes were added at <paramref name="Position"/>; <paramref name="Checksum"/> is the whole blob's afterwards.</summary>
internal sealed record BlobAppended(string Container, string Name, long Version, long Position, uint Checksum, ReadOnlyMemory<byte> Content) : BlobChange(Container, Name)
{
    public const byte Code = 4;

    public override long NewVersion => Version;

    public override void Write(LogFrame frame)
    {
        WriteName(frame, Code);
        frame.Long(Version);
        frame.Long(Position);
        frame.Int((int)Checksum);
        frame.Bytes(Content.Span);
    }
}

/// <summary>A blob was removed.</summary>
internal sealed record BlobDeleted(string Container, string Name) : BlobChange(Container, Name)
{
    public const byte Code = 5;

    public override long NewVersion => 0;

    public override void Write(LogFrame frame) => WriteName(frame, Code);
}

/// <summary>In a snapshot: a blob whose file is complete.</summary>
internal sealed record BlobKnown(string Container, string Name, long Version, long Length, uint Checksum) : BlobChange(Container, Name)
{
    public const byte Code = 8;

    public override long NewVersion => Version;

    public override void Write(LogFrame frame)
    {
        WriteName(frame, Code);
        frame.Long(Version);
        frame.Long(Length);
        frame.Int((int)Checksum);
    }
}

/// <summary>All blob changes before this one have reached their files.</summary>
internal sealed record FilesWritten : Change
{
    public const byte Code = 9;

    public override void Write(LogFrame frame) => frame.Byte(Code);
}

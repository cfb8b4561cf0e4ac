using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <summary>One change to the store as the log keeps it. Applying the changes of a log in order gives the store's state.</summary>
internal abstract record Change
{
    /// <summary>Adds the change to a transaction.</summary>
    public abstract void Write(LogFrame frame);

    /// <summary>Reads the next change of a transaction.</summary>
    public static Change Read(ref FrameReader reader) => reader.Byte() switch
    {
        RecordPut.Code => RecordPut.ReadRest(ref reader),
        RecordDeleted.Code => new RecordDeleted(reader.Text(), reader.Text(), reader.Text()),
        BlobPut.Code => new BlobPut(reader.Text(), reader.Text(), reader.Long(), reader.Bytes()),
        BlobAppended.Code => new BlobAppended(reader.Text(), reader.Text(), reader.Long(), reader.Long(), (uint)reader.Int(), reader.Bytes()),
        BlobDeleted.Code => new BlobDeleted(reader.Text(), reader.Text()),
        BlobKnown.Code => new BlobKnown(reader.Text(), reader.Text(), reader.Long(), reader.Long(), (uint)reader.Int()),
        LeaseTaken.Code => new LeaseTaken(reader.Text(), reader.Text(), reader.Long()),
        LeaseReleased.Code => new LeaseReleased(reader.Text()),
        FilesWritten.Code => new FilesWritten(),
        VersionReached.Code => new VersionReached(reader.Long()),
        var other => throw new StorageException($"the log holds a change of kind {other}, which this version does not know"),
    };
}

/// <summary>A record was inserted or replaced.</summary>
internal sealed record RecordPut(string Table, string Partition, string Row, long Version, string Json) : Change
{
    public const byte Code = 1;

    public static RecordPut ReadRest(ref FrameReader reader) => new(reader.Text(), reader.Text(), reader.Text(), reader.Long(), reader.Text());

    public override void Write(LogFrame frame)
    {
        frame.Byte(Code);
        frame.Text(Table);
        frame.Text(Partition);
        frame.Text(Row);
        frame.Long(Version);
        frame.Text(Json);
    }
}

/// <summary>A record was removed.</summary>
internal sealed record RecordDeleted(string Table, string Partition, string Row) : Change
{
    public const byte Code = 2;

    public override void Write(LogFrame frame)
    {
        frame.Byte(Code);
        frame.Text(Table);
        frame.Text(Partition);
        frame.Text(Row);
    }
}

/// <summary>A lease was taken or renewed; it ends at <paramref name="Until"/>, ticks since 1970 UTC.</summary>
internal sealed record LeaseTaken(string Name, string Holder, long Until) : Change
{
    public const byte Code = 6;

    public override void Write(LogFrame frame)
    {
        frame.Byte(Code);
        frame.Text(Name);
        frame.Text(Holder);
        frame.Long(Until);
    }
}

/// <summary>A lease was given back.</summary>
internal sealed record LeaseReleased(string Name) : Change
{
    public const byte Code = 7;

    public override void Write(LogFrame frame)
    {
        frame.Byte(Code);
        frame.Text(Name);
    }
}

/// <summary>In a snapshot: the highest version given so far, so that none returns.</summary>
internal sealed record VersionReached(long Version) : Change
{
    public const byte Code = 10;

    public override void Write(LogFrame frame)
    {
        frame.Byte(Code);
        frame.Long(Version);
    }
}

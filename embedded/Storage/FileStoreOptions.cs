namespace Trading.Embedded.Storage;

/// <summary>How the file store weighs speed against the disk. The sizes are for tests; nothing but speed depends on them.</summary>
internal sealed record FileStoreOptions
{
    public required Durability Durability { get; init; }

    /// <summary>Bytes of log below which it is left to grow. Above, it is compacted when three quarters of it are garbage at least.</summary>
    public long LeastToCompact { get; init; } = 16 << 20;

    /// <summary>Bytes of blobs that may wait in memory and in the log for their files.</summary>
    public long MostUnwritten { get; init; } = 4 << 20;

    /// <summary>Called before each write to the log; an exception is the disk's.</summary>
    public Action? BeforeWrite { get; init; }
}

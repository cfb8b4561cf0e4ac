using NodaTime;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Contract;

public sealed class MemoryStoreRecords : RecordsContract
{
    protected override IRecords Records { get; } = new MemoryStore();
}

public sealed class MemoryStoreBlobs : BlobsContract
{
    private readonly ManualClock clock = new(Instant.FromUtc(2013, 10, 7, 12, 0));

    public MemoryStoreBlobs() => Blobs = new MemoryStore(clock);

    protected override IBlobs Blobs { get; }

    protected override ValueTask PassAsync(TimeSpan time)
    {
        clock.Advance(Duration.FromTimeSpan(time));
        return ValueTask.CompletedTask;
    }
}

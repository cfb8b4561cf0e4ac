using NodaTime;
using Trading.Storage;
using Trading.Tests.Contract;

namespace Trading.Tests.Adapters.Storage;

[NeedsAzurite]
[Collection(AzuriteTests.Name)]
public sealed class TableRecordsOnAzurite : RecordsContract, IAsyncLifetime
{
    private readonly OpenCloud open = new();

    protected override IRecords Records => open.Records;

    protected override string Table => open.Own;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await open.CloseAsync();
}

[NeedsAzurite]
[Collection(AzuriteTests.Name)]
public sealed class ContainerBlobsOnAzurite : BlobsContract, IAsyncLifetime
{
    private readonly OpenCloud open = new();

    protected override IBlobs Blobs => open.Blobs;

    protected override string Container => open.Own;

    protected override string Lease => open.Own;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await open.CloseAsync();

    protected override ValueTask PassAsync(TimeSpan time)
    {
        open.Clock.Advance(Duration.FromTimeSpan(time));
        return ValueTask.CompletedTask;
    }
}

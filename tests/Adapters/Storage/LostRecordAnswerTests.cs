using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Adapters.Storage;

/// <summary>A write was done and its answer lost: the repeat knows its own write, and takes nobody else's for it.</summary>
[NeedsAzurite]
[Collection(AzuriteTests.Name)]
public sealed class LostRecordAnswerTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly LostAnswers line = new();
    private readonly OpenCloud open;
    private readonly OpenCloud other = new();

    public LostRecordAnswerTests() => open = new OpenCloud(line.Configure);

    private string Table => open.Own;

    private IRecords Records => open.Records;

    public async Task InitializeAsync() => await other.Records.PutAsync(Table, "p", "made", "0", None);

    public async Task DisposeAsync()
    {
        await open.CloseAsync();
        await other.CloseAsync();
    }

    [ContractTheory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_insert_that_was_done_is_ours(int lost)
    {
        line.LoseAnswers(lost);
        var version = await Records.InsertAsync(Table, "p", "r", "1", None);
        Assert.Equal(new StoredRecord("p", "r", version!, "1"), await Records.GetAsync(Table, "p", "r", None));
        Assert.Null(await Records.InsertAsync(Table, "p", "r", "2", None));
    }

    [ContractFact]
    public async Task An_insert_that_somebody_else_was_quicker_with_is_not_ours()
    {
        line.LoseRequests(1);
        line.Meanwhile = async () => await other.Records.InsertAsync(Table, "p", "r", "theirs", None);
        Assert.Null(await Records.InsertAsync(Table, "p", "r", "ours", None));
        Assert.Equal("theirs", (await Records.GetAsync(Table, "p", "r", None))!.Json);
    }

    [ContractFact]
    public async Task An_equal_record_of_somebody_else_is_not_ours()
    {
        line.LoseRequests(1);
        line.Meanwhile = async () => await other.Records.InsertAsync(Table, "p", "r", "same", None);
        Assert.Null(await Records.InsertAsync(Table, "p", "r", "same", None));
    }

    [ContractFact]
    public async Task An_insert_that_was_done_and_then_replaced_is_somebody_elses()
    {
        line.LoseAnswers(1);
        line.Meanwhile = async () =>
        {
            var there = await other.Records.GetAsync(Table, "p", "r", None);
            await other.Records.ReplaceAsync(Table, "p", "r", "taken over", there!.Version, None);
        };
        Assert.Null(await Records.InsertAsync(Table, "p", "r", "1", None));
        Assert.Equal("taken over", (await Records.GetAsync(Table, "p", "r", None))!.Json);
    }

    [ContractFact]
    public async Task A_replace_that_was_done_is_ours()
    {
        var first = await Records.InsertAsync(Table, "p", "r", "1", None);
        line.LoseAnswers(2);
        var second = await Records.ReplaceAsync(Table, "p", "r", "2", first!, None);
        Assert.Equal(new StoredRecord("p", "r", second!, "2"), await Records.GetAsync(Table, "p", "r", None));
    }

    [ContractFact]
    public async Task A_replace_that_somebody_else_was_quicker_with_is_not_ours()
    {
        var first = await Records.InsertAsync(Table, "p", "r", "1", None);
        line.LoseRequests(1);
        line.Meanwhile = async () => await other.Records.ReplaceAsync(Table, "p", "r", "2", first!, None);
        Assert.Null(await Records.ReplaceAsync(Table, "p", "r", "2", first!, None));
    }

    [ContractFact]
    public async Task A_put_is_put_and_a_delete_has_deleted()
    {
        line.LoseAnswers(1);
        var version = await Records.PutAsync(Table, "p", "r", "1", None);
        Assert.Equal(version, (await Records.GetAsync(Table, "p", "r", None))!.Version);
        line.LoseAnswers(1);
        Assert.True(await Records.DeleteAsync(Table, "p", "r", None));
        Assert.Null(await Records.GetAsync(Table, "p", "r", None));
    }

    [ContractFact]
    public async Task Many_are_put_and_deleted_once()
    {
        line.LoseAnswers(1);
        await Records.PutManyAsync(Table, "q", [new("a", "1"), new("b", "2"), new("a", "3")], None);
        Assert.Equal(["a=3", "b=2"], (await Records.QueryAsync(Table, "q", "", None)).Select(static record => $"{record.Row}={record.Json}"));
        line.LoseAnswers(1);
        await Records.DeleteManyAsync(Table, "q", ["a", "b"], None);
        Assert.Empty(await Records.QueryAsync(Table, "q", "", None));
    }

    [ContractFact]
    public async Task What_stays_unclear_is_one_line()
    {
        line.LoseAnswers(int.MaxValue);
        var unclear = await Assert.ThrowsAsync<StorageException>(async () => await Records.InsertAsync(Table, "p", "r", "1", None));
        Assert.Equal($"record {Table}/p/r: no connection to the store (the connection broke before the answer)", unclear.Message);
        Assert.Equal(4, line.Sent);
    }

    [ContractFact]
    public async Task A_read_is_repeated()
    {
        line.Meant = static _ => true;
        line.LoseAnswers(2);
        Assert.Equal("0", (await Records.GetAsync(Table, "p", "made", None))!.Json);
        line.LoseAnswers(1);
        Assert.Single(await Records.QueryAsync(Table, "p", "", None));
    }
}

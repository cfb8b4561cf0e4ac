using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Adapters.Storage;

/// <summary>Queries over many pages and over every character that a key may have.</summary>
[NeedsAzurite]
[Collection(AzuriteTests.Name)]
public sealed class TableQueryTests : IAsyncLifetime
{
    private const string KeyCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:";

    // A page has a thousand at most.
    private const int Rows = 2_500;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly OpenCloud open = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await open.CloseAsync();

    [ContractFact]
    public async Task Rows_of_many_pages_come_whole_and_in_order()
    {
        await open.Records.PutManyAsync(open.Own, "p", [.. Enumerable.Range(0, Rows).Select(static i => new RecordRow($"r{i:00000}", $"{i}"))], None);
        var all = await open.Records.QueryAsync(open.Own, "p", "", None);
        Assert.Equal(Enumerable.Range(0, Rows).Select(static i => $"{i}"), all.Select(static record => record.Json));
        Assert.Equal(1_000, (await open.Records.QueryAsync(open.Own, "p", "r01", None)).Count);
        var scanned = 0;
        await foreach (var record in open.Records.ScanAsync(open.Own, None))
        {
            Assert.Equal(all[scanned++], record);
        }

        Assert.Equal(Rows, scanned);
    }

    [ContractFact]
    public async Task Every_character_of_a_key_is_kept_and_ordered_and_a_prefix()
    {
        var rows = KeyCharacters.SelectMany(static one => "-.0:A_z".Select(other => $"{one}{other}")).Order(StringComparer.Ordinal).ToList();
        await open.Records.PutManyAsync(open.Own, KeyCharacters, [.. rows.Select(static row => new RecordRow(row, "1"))], None);
        Assert.Equal(rows, (await open.Records.QueryAsync(open.Own, KeyCharacters, "", None)).Select(static record => record.Row));
        foreach (var prefix in KeyCharacters)
        {
            var found = await open.Records.QueryAsync(open.Own, KeyCharacters, $"{prefix}", None);
            Assert.Equal(rows.Where(row => row[0] == prefix), found.Select(static record => record.Row));
        }
    }

    [ContractFact]
    public async Task A_record_as_long_as_they_come_is_kept_whole()
    {
        var json = $"\"{string.Concat(Enumerable.Repeat("nearly half a million, é and 💹 and \\\"; ", 10_000))}\"";
        await open.Records.PutAsync(open.Own, "p", "r", json, None);
        Assert.Equal(json, (await open.Records.GetAsync(open.Own, "p", "r", None))!.Json);
        await open.Records.PutManyAsync(open.Own, "p", [new("s", json), new("t", json)], None);
        Assert.Equal([json, json, json], (await open.Records.QueryAsync(open.Own, "p", "", None)).Select(static record => record.Json));
    }
}

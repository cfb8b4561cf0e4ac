using NodaTime;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Operations;

[Trait("Bug", "AVWAP2.7.schema-drop")]
public sealed class StoreSchemaTests
{
    private readonly MemoryStore store = new(new ManualClock(Instant.FromUtc(2026, 3, 6, 12, 0)));

    [Fact]
    public async Task A_fresh_store_is_marked_once_and_accepted_ever_after()
    {
        Assert.Null(await new StoreSchema(store).CheckAsync(default));
        Assert.Equal(0, store.Writes);

        Assert.Null(await new StoreSchema(store).EnsureAsync(default));
        Assert.Null(await new StoreSchema(store).EnsureAsync(default));

        Assert.Equal(1, store.Writes);
        Assert.Equal("""{"version":1}""", (await ((IRecords)store).GetAsync("desk", "desk", "schema", default))!.Json);
    }

    [Theory]
    [InlineData("""{"version":2}""", "schema version 2")]
    [InlineData("""{"version":0}""", "schema version 0")]
    [InlineData("""{"version":"1"}""", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    public async Task A_store_of_another_schema_is_refused_in_one_line_and_not_touched(string kept, string words)
    {
        await ((IRecords)store).PutAsync("desk", "desk", "schema", kept, default);
        await ((IRecords)store).PutAsync("orders", "SIM", "a", "{}", default);
        var writes = store.Writes;

        var refusal = await new StoreSchema(store).EnsureAsync(default);

        Assert.Contains(words, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", refusal, StringComparison.Ordinal);
        Assert.Equal(writes, store.Writes);
        Assert.NotNull(await ((IRecords)store).GetAsync("orders", "SIM", "a", default));
    }
}

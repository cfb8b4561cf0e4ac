using Trading.Adapters.Storage;
using Trading.Storage;

namespace Trading.Tests.Adapters.Storage;

/// <summary>How a record becomes a row: nothing asks the emulator.</summary>
public sealed class RecordEntityTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"partitionKey":"x","rowKey":"y","json":"z","Json2":"w","odata.etag":"v","with space":"u","1st":"t","PartitionKey":"s","Timestamp":"r","WriteId":"q"}""")]
    public void What_goes_in_comes_out(string json)
    {
        var entity = RecordEntity.Of("tests", "p", "r", json, "w-1");
        Assert.Equal(("p", "r", "w-1", json), (entity.PartitionKey, entity.RowKey, entity.GetString("WriteId"), RecordEntity.Read(entity).Json));
    }

    [Fact]
    public void A_long_text_is_parted_and_no_character_is_halved()
    {
        for (var before = 31_990; before < 32_010; before++)
        {
            var json = $"\"{new string('x', before)}💹💹{new string('é', 40_000)}\"";
            var entity = RecordEntity.Of("tests", "p", "r", json, "w-1");
            Assert.Equal(json, RecordEntity.Read(entity).Json);
            Assert.All(((IDictionary<string, object>)entity).Values.OfType<string>(), static part => Assert.True(part.Length <= 32_000 && (part.Length == 0 || !char.IsHighSurrogate(part[^1]))));
        }
    }

    [Fact]
    public void What_a_row_cannot_hold_is_refused_in_one_line()
    {
        Assert.Equal(480_000, RecordEntity.Read(RecordEntity.Of("tests", "p", "r", new string('x', 480_000), "w-1")).Json.Length);
        var refused = Assert.Throws<StorageException>(() => RecordEntity.Of("tests", "p", "r", new string('x', 480_001), "w-1"));
        Assert.Equal("record tests/p/r has 480001 characters; a record may have about 480000", refused.Message);
    }

    [Fact]
    public void Scalars_are_columns_to_look_at()
    {
        var entity = RecordEntity.Of(
            "tests", "p", "r", """{"symbol":"BRK.B","quantity":100,"price":101.25,"open":true,"at":"2013-10-07T13:30:00.5Z","date":"2013-10-07","legs":[1],"note":null,"nested":{"a":1}}""", "w-1");
        Assert.Equal("BRK.B", entity["symbol"]);
        Assert.Equal(100.0, entity["quantity"]);
        Assert.Equal(101.25, entity["price"]);
        Assert.Equal(true, entity["open"]);
        Assert.Equal(new DateTimeOffset(2013, 10, 7, 13, 30, 0, 500, TimeSpan.Zero), entity["at"]);
        Assert.Equal("2013-10-07", entity["date"]);
        Assert.DoesNotContain(entity.Keys, static name => name is "legs" or "note" or "nested");
    }

    [Fact]
    public void Batches_keep_the_order_and_what_one_transaction_takes()
    {
        var rows = Enumerable.Range(0, 1000).Select(i => new RecordRow($"r{i % 150}", new string('x', i * 3))).ToList();
        var batches = TableBatches.Of(rows).ToList();
        Assert.Equal(rows, batches.SelectMany(static batch => batch));
        Assert.All(batches, static batch => Assert.True(
            batch.Count <= 100 && batch.Sum(static row => row.Json.Length) <= 300_000 && batch.DistinctBy(static row => row.Row).Count() == batch.Count));
    }

    [Theory]
    [InlineData("", "PartitionKey eq 'p'")]
    [InlineData("a", "PartitionKey eq 'p' and RowKey ge 'a' and RowKey lt 'b'")]
    [InlineData("az", "PartitionKey eq 'p' and RowKey ge 'az' and RowKey lt 'a{'")]
    public void A_prefix_is_a_range(string prefix, string filter) => Assert.Equal(filter, TableFilter.Of("p", prefix));
}

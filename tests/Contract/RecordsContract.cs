using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Contract;

/// <summary>What every <see cref="IRecords"/> promises. A derived class names the adapter.</summary>
public abstract class RecordsContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IRecords Records { get; }

    /// <summary>A table that holds nothing yet; an adapter with a lasting store gives each test its own.</summary>
    protected virtual string Table => "contract";

    [ContractFact]
    public async Task A_record_that_was_never_written_is_null()
    {
        Assert.Null(await Records.GetAsync(Table, "p", "r", None));
        Assert.Empty(await Records.QueryAsync(Table, "p", "", None));
    }

    [ContractFact]
    public async Task An_inserted_record_is_read_back()
    {
        var version = await Records.InsertAsync(Table, "p", "r", """{"a":"é 💹"}""", None);
        Assert.NotNull(version);
        Assert.Equal(new StoredRecord("p", "r", version, """{"a":"é 💹"}"""), await Records.GetAsync(Table, "p", "r", None));
    }

    [ContractFact]
    public async Task Insert_refuses_a_taken_key_and_changes_nothing()
    {
        var version = await Records.InsertAsync(Table, "p", "r", "1", None);
        Assert.Null(await Records.InsertAsync(Table, "p", "r", "2", None));
        Assert.Equal(new StoredRecord("p", "r", version!, "1"), await Records.GetAsync(Table, "p", "r", None));
    }

    [ContractFact]
    public async Task Replace_takes_the_version_it_was_read_at()
    {
        var first = await Records.InsertAsync(Table, "p", "r", "1", None);
        var second = await Records.ReplaceAsync(Table, "p", "r", "2", first!, None);
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        Assert.Equal(new StoredRecord("p", "r", second, "2"), await Records.GetAsync(Table, "p", "r", None));
    }

    [ContractFact]
    public async Task Replace_refuses_an_old_version_and_changes_nothing()
    {
        var first = await Records.InsertAsync(Table, "p", "r", "1", None);
        await Records.ReplaceAsync(Table, "p", "r", "2", first!, None);
        Assert.Null(await Records.ReplaceAsync(Table, "p", "r", "3", first!, None));
        Assert.Equal("2", (await Records.GetAsync(Table, "p", "r", None))!.Json);
    }

    [ContractFact]
    public async Task Replace_refuses_a_record_that_is_gone()
    {
        var version = await Records.InsertAsync(Table, "p", "r", "1", None);
        await Records.DeleteAsync(Table, "p", "r", None);
        Assert.Null(await Records.ReplaceAsync(Table, "p", "r", "2", version!, None));
        Assert.Null(await Records.GetAsync(Table, "p", "r", None));
    }

    [ContractFact]
    public async Task A_version_never_returns_even_for_the_same_content()
    {
        var first = await Records.PutAsync(Table, "p", "r", "1", None);
        await Records.DeleteAsync(Table, "p", "r", None);
        var second = await Records.PutAsync(Table, "p", "r", "1", None);
        var third = await Records.PutAsync(Table, "p", "r", "1", None);
        Assert.Equal(3, new HashSet<string>([first, second, third]).Count);
    }

    [ContractFact]
    public async Task Put_writes_whatever_is_there()
    {
        await Records.PutAsync(Table, "p", "r", "1", None);
        var version = await Records.PutAsync(Table, "p", "r", "2", None);
        Assert.Equal(new StoredRecord("p", "r", version, "2"), await Records.GetAsync(Table, "p", "r", None));
    }

    [ContractFact]
    public async Task Delete_says_whether_there_was_one()
    {
        await Records.PutAsync(Table, "p", "r", "1", None);
        Assert.True(await Records.DeleteAsync(Table, "p", "r", None));
        Assert.False(await Records.DeleteAsync(Table, "p", "r", None));
        Assert.Null(await Records.GetAsync(Table, "p", "r", None));
    }

    [ContractFact]
    public async Task A_query_gives_one_partition_by_prefix_in_ordinal_order()
    {
        foreach (var row in (string[])["b", "a", "B", "ab", "a:1", "a-1", "a.1", "a_1", "10", "9"])
        {
            await Records.PutAsync(Table, "p", row, "1", None);
        }

        await Records.PutAsync(Table, "q", "a", "1", None);
        var all = await Records.QueryAsync(Table, "p", "", None);
        Assert.Equal(["10", "9", "B", "a", "a-1", "a.1", "a:1", "a_1", "ab", "b"], all.Select(x => x.Row));
        Assert.All(all, x => Assert.Equal("p", x.Partition));
        var some = await Records.QueryAsync(Table, "p", "a", None);
        Assert.Equal(["a", "a-1", "a.1", "a:1", "a_1", "ab"], some.Select(x => x.Row));
        Assert.Empty(await Records.QueryAsync(Table, "p", "zz", None));
    }

    [ContractFact]
    public async Task Of_many_inserts_of_one_key_one_wins()
    {
        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await Records.InsertAsync(Table, "race", "r", $"{i}", None) is not null)));
        Assert.Single(wins, x => x);
    }

    [ContractFact]
    public async Task Counting_by_versions_loses_no_step()
    {
        await Records.PutAsync(Table, "count", "r", "0", None);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(CountTenAsync)));
        Assert.Equal("40", (await Records.GetAsync(Table, "count", "r", None))!.Json);
    }

    [ContractTheory]
    [InlineData("ab", "p", "r")]
    [InlineData("1ab", "p", "r")]
    [InlineData("a-b", "p", "r")]
    [InlineData("../x", "p", "r")]
    [InlineData("contract", "", "r")]
    [InlineData("contract", "p", "")]
    [InlineData("contract", "p/q", "r")]
    [InlineData("contract", "p", "r\\s")]
    [InlineData("contract", "p", "r s")]
    [InlineData("contract", "p", "ü")]
    public async Task A_name_that_breaks_the_rules_is_refused(string table, string partition, string row)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Records.PutAsync(table, partition, row, "1", None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Records.GetAsync(table, partition, row, None));
    }

    [ContractFact]
    public async Task The_longest_key_is_200_characters()
    {
        Assert.NotNull(await Records.InsertAsync(Table, new string('p', 200), new string('r', 200), "1", None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Records.InsertAsync(Table, "p", new string('r', 201), "1", None));
    }

    [ContractFact]
    public async Task A_scan_gives_a_whole_table_by_partition_and_row()
    {
        await Records.PutManyAsync(Table, "q", [new("b", "3"), new("a", "2")], None);
        await Records.PutManyAsync(Table, "p:1", [new("z", "1")], None);
        await Records.PutAsync(Table, "Q", "a", "0", None);
        Assert.Equal(["Q/a=0", "p:1/z=1", "q/a=2", "q/b=3"], await ScanAsync());
    }

    [ContractFact]
    public async Task A_scan_of_a_table_that_was_never_written_is_empty() => Assert.Empty(await ScanAsync());

    [ContractFact]
    public async Task Many_are_put_and_deleted_whatever_is_there()
    {
        await Records.PutAsync(Table, "p", "r007", "old", None);
        await Records.PutManyAsync(Table, "p", [.. Enumerable.Range(0, 250).Select(i => new RecordRow($"r{i:000}", $"{i}"))], None);
        Assert.Equal(250, (await Records.QueryAsync(Table, "p", "r", None)).Count);
        Assert.Equal("7", (await Records.GetAsync(Table, "p", "r007", None))!.Json);
        await Records.DeleteManyAsync(Table, "p", [.. Enumerable.Range(0, 250).Where(i => i != 9).Select(i => $"r{i:000}"), "never"], None);
        Assert.Equal("9", Assert.Single(await Records.QueryAsync(Table, "p", "", None)).Json);
        await Records.PutManyAsync(Table, "p", [], None);
        await Records.DeleteManyAsync(Table, "p", [], None);
    }

    private async Task<List<string>> ScanAsync()
    {
        var seen = new List<string>();
        await foreach (var record in Records.ScanAsync(Table, None))
        {
            seen.Add($"{record.Partition}/{record.Row}={record.Json}");
        }

        return seen;
    }

    private async Task CountTenAsync()
    {
        for (var done = 0; done < 10;)
        {
            var seen = await Records.GetAsync(Table, "count", "r", None);
            done += await Records.ReplaceAsync(Table, "count", "r", $"{int.Parse(seen!.Json) + 1}", seen.Version, None) is null ? 0 : 1;
        }
    }
}

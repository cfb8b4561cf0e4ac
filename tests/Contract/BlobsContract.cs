using System.Text;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Contract;

/// <summary>What every <see cref="IBlobs"/> promises. A derived class names the adapter.</summary>
public abstract class BlobsContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IBlobs Blobs { get; }

    /// <summary>A container that holds nothing yet; an adapter with a lasting store gives each test its own.</summary>
    protected virtual string Container => "contract";

    /// <summary>Starts the name of each lease, so that a lasting store meets none of an earlier test.</summary>
    protected virtual string Lease => "lease";

    /// <summary>Lets time pass for leases.</summary>
    protected abstract ValueTask PassAsync(TimeSpan time);

    [ContractFact]
    public async Task A_blob_that_was_never_written_is_null()
    {
        Assert.Null(await Blobs.ReadAsync(Container, "none", None));
        Assert.Empty(await Blobs.ListAsync(Container, "", None));
        Assert.False(await Blobs.DeleteAsync(Container, "none", None));
    }

    [ContractFact]
    public async Task A_put_blob_is_read_back_and_replaced_whole()
    {
        await Blobs.PutAsync(Container, "a/b.txt", Bytes("a longer text"), None);
        var version = await Blobs.PutAsync(Container, "a/b.txt", Bytes("short"), None);
        Assert.Equal("short", await TextAsync("a/b.txt"));
        Assert.Equal(version, (await Blobs.ReadAsync(Container, "a/b.txt", None))!.Version);
    }

    [ContractFact]
    public async Task An_empty_blob_is_a_blob()
    {
        await Blobs.PutAsync(Container, "empty", default, None);
        Assert.Equal(0, (await Blobs.ReadAsync(Container, "empty", None))!.Content.Length);
        Assert.Equal([new BlobItem("empty", 0)], await Blobs.ListAsync(Container, "", None));
    }

    [ContractFact]
    public async Task The_writer_may_use_its_buffer_again()
    {
        var buffer = Bytes("first");
        await Blobs.PutAsync(Container, "put", buffer, None);
        await Blobs.AppendAsync(Container, "append", buffer, 0, None);
        buffer.AsSpan().Fill((byte)'x');
        Assert.Equal("first", await TextAsync("put"));
        Assert.Equal("first", await TextAsync("append"));
    }

    [ContractFact]
    public async Task A_version_changes_with_every_write()
    {
        var first = await Blobs.PutAsync(Container, "v", Bytes("same"), None);
        var second = await Blobs.PutAsync(Container, "v", Bytes("same"), None);
        await Blobs.DeleteAsync(Container, "v", None);
        var third = await Blobs.PutAsync(Container, "v", Bytes("same"), None);
        Assert.Equal(3, new HashSet<string>([first, second, third]).Count);
    }

    [ContractFact]
    public async Task Write_if_none_refuses_when_there_is_one()
    {
        var first = await Blobs.WriteIfAsync(Container, "w", Bytes("1"), null, None);
        Assert.NotNull(first);
        Assert.Null(await Blobs.WriteIfAsync(Container, "w", Bytes("2"), null, None));
        Assert.Equal("1", await TextAsync("w"));
    }

    [ContractFact]
    public async Task Write_if_version_refuses_an_old_one_and_one_that_is_gone()
    {
        var first = await Blobs.PutAsync(Container, "w", Bytes("1"), None);
        var second = await Blobs.WriteIfAsync(Container, "w", Bytes("2"), first, None);
        Assert.NotNull(second);
        Assert.Null(await Blobs.WriteIfAsync(Container, "w", Bytes("3"), first, None));
        Assert.Equal("2", await TextAsync("w"));
        await Blobs.DeleteAsync(Container, "w", None);
        Assert.Null(await Blobs.WriteIfAsync(Container, "w", Bytes("4"), second, None));
        Assert.Null(await Blobs.ReadAsync(Container, "w", None));
    }

    [ContractFact]
    public async Task An_append_takes_only_the_end_as_its_position()
    {
        Assert.False(await Blobs.AppendAsync(Container, "log", Bytes("x"), 1, None));
        Assert.Null(await Blobs.ReadAsync(Container, "log", None));
        Assert.True(await Blobs.AppendAsync(Container, "log", Bytes("one\n"), 0, None));
        Assert.True(await Blobs.AppendAsync(Container, "log", Bytes("two\n"), 4, None));
        Assert.False(await Blobs.AppendAsync(Container, "log", Bytes("late\n"), 4, None));
        Assert.False(await Blobs.AppendAsync(Container, "log", Bytes("late\n"), 0, None));
        Assert.False(await Blobs.AppendAsync(Container, "log", Bytes("early\n"), 9, None));
        Assert.Equal("one\ntwo\n", await TextAsync("log"));
        Assert.Equal([new BlobItem("log", 8)], await Blobs.ListAsync(Container, "", None));
    }

    [ContractFact]
    public async Task An_append_changes_the_version()
    {
        await Blobs.AppendAsync(Container, "log", Bytes("one"), 0, None);
        var before = (await Blobs.ReadAsync(Container, "log", None))!.Version;
        await Blobs.AppendAsync(Container, "log", Bytes("two"), 3, None);
        Assert.NotEqual(before, (await Blobs.ReadAsync(Container, "log", None))!.Version);
    }

    [ContractFact]
    public async Task A_read_from_a_position_gives_the_rest()
    {
        Assert.Null(await Blobs.ReadFromAsync(Container, "log", 0, None));
        await Blobs.AppendAsync(Container, "log", Bytes("one\n"), 0, None);
        await Blobs.AppendAsync(Container, "log", Bytes("two\n"), 4, None);
        await Blobs.PutAsync(Container, "empty", default, None);
        Assert.Equal("one\ntwo\n", await RestAsync("log", 0));
        Assert.Equal("two\n", await RestAsync("log", 4));
        Assert.Equal("\n", await RestAsync("log", 7));
        Assert.Equal("", await RestAsync("log", 8));
        Assert.Equal("", await RestAsync("log", 9));
        Assert.Equal("", await RestAsync("empty", 0));
    }

    [ContractFact]
    public async Task A_deleted_append_blob_starts_again_at_zero()
    {
        await Blobs.AppendAsync(Container, "log", Bytes("one"), 0, None);
        Assert.True(await Blobs.DeleteAsync(Container, "log", None));
        Assert.Null(await Blobs.ReadAsync(Container, "log", None));
        Assert.True(await Blobs.AppendAsync(Container, "log", Bytes("2"), 0, None));
        Assert.Equal("2", await TextAsync("log"));
    }

    [ContractFact]
    public async Task A_list_is_by_prefix_in_ordinal_order()
    {
        foreach (var name in (string[])["b", "a/2", "a/10", "a-1", "B", "a/sub/x", "ab"])
        {
            await Blobs.PutAsync(Container, name, Bytes(name), None);
        }

        await Blobs.PutAsync(Container + "-other", "a/3", Bytes("x"), None);
        var all = await Blobs.ListAsync(Container, "", None);
        Assert.Equal(["B", "a-1", "a/10", "a/2", "a/sub/x", "ab", "b"], all.Select(x => x.Name));
        Assert.Equal([new BlobItem("a/10", 4), new BlobItem("a/2", 3), new BlobItem("a/sub/x", 7)], await Blobs.ListAsync(Container, "a/", None));
        Assert.Equal(["a/10"], (await Blobs.ListAsync(Container, "a/1", None)).Select(x => x.Name));
    }

    [ContractFact]
    public async Task Of_many_appends_at_one_position_one_wins()
    {
        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await Blobs.AppendAsync(Container, "race", Bytes($"{i}"), 0, None))));
        Assert.Single(wins, x => x);
        Assert.Equal(1, (await Blobs.ReadAsync(Container, "race", None))!.Content.Length);
    }

    [ContractTheory]
    [InlineData("ab", "x")]
    [InlineData("UPPER", "x")]
    [InlineData("-contract", "x")]
    [InlineData("con--tract", "x")]
    [InlineData("..", "x")]
    [InlineData("contract", "")]
    [InlineData("contract", "..")]
    [InlineData("contract", "../x")]
    [InlineData("contract", "a/../../x")]
    [InlineData("contract", "a/./x")]
    [InlineData("contract", "/etc/passwd")]
    [InlineData("contract", "a//b")]
    [InlineData("contract", "a/")]
    [InlineData("contract", "a\\b")]
    [InlineData("contract", "C:x")]
    [InlineData("contract", ".hidden")]
    [InlineData("contract", "dot.")]
    [InlineData("contract", "a\0b")]
    public async Task A_name_that_breaks_the_rules_is_refused(string container, string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Blobs.PutAsync(container, name, Bytes("x"), None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Blobs.AppendAsync(container, name, Bytes("x"), 0, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Blobs.ReadAsync(container, name, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Blobs.DeleteAsync(container, name, None));
    }

    [ContractFact]
    public async Task A_lease_keeps_others_out_until_it_ends()
    {
        var name = Lease + "-ends";
        Assert.True(await Blobs.TryLeaseAsync(name, "first", TimeSpan.FromSeconds(15), None));
        Assert.False(await Blobs.TryLeaseAsync(name, "second", TimeSpan.FromSeconds(15), None));
        Assert.True(await Blobs.TryLeaseAsync(Lease + "-else", "second", TimeSpan.FromSeconds(15), None));
        await PassAsync(TimeSpan.FromSeconds(16));
        Assert.True(await Blobs.TryLeaseAsync(name, "second", TimeSpan.FromSeconds(15), None));
        Assert.False(await Blobs.TryLeaseAsync(name, "first", TimeSpan.FromSeconds(15), None));
    }

    [ContractFact]
    public async Task A_renewed_lease_lives_on()
    {
        var name = Lease + "-renew";
        Assert.True(await Blobs.TryLeaseAsync(name, "first", TimeSpan.FromSeconds(15), None));
        await PassAsync(TimeSpan.FromSeconds(10));
        Assert.True(await Blobs.TryLeaseAsync(name, "first", TimeSpan.FromSeconds(15), None));
        await PassAsync(TimeSpan.FromSeconds(10));
        Assert.False(await Blobs.TryLeaseAsync(name, "second", TimeSpan.FromSeconds(15), None));
    }

    [ContractFact]
    public async Task Only_its_holder_gives_a_lease_back()
    {
        var name = Lease + "-release";
        await Blobs.ReleaseLeaseAsync(name, "nobody", None);
        Assert.True(await Blobs.TryLeaseAsync(name, "first", TimeSpan.FromSeconds(15), None));
        await Blobs.ReleaseLeaseAsync(name, "second", None);
        Assert.False(await Blobs.TryLeaseAsync(name, "second", TimeSpan.FromSeconds(15), None));
        await Blobs.ReleaseLeaseAsync(name, "first", None);
        Assert.True(await Blobs.TryLeaseAsync(name, "second", TimeSpan.FromSeconds(15), None));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<string> RestAsync(string name, long position) => Encoding.UTF8.GetString((await Blobs.ReadFromAsync(Container, name, position, None))!.Value.Span);

    private async Task<string> TextAsync(string name) => Encoding.UTF8.GetString((await Blobs.ReadAsync(Container, name, None))!.Content.Span);
}

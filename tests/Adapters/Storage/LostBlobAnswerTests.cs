using System.Text;
using Trading.Journal;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Adapters.Storage;

/// <summary>A write was done and its answer lost: nothing is written twice, nothing of somebody else's is taken for ours.</summary>
[NeedsAzurite]
[Collection(AzuriteTests.Name)]
public sealed class LostBlobAnswerTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly LostAnswers line = new();
    private readonly OpenCloud open;
    private readonly OpenCloud other = new();

    public LostBlobAnswerTests() => open = new OpenCloud(line.Configure);

    private string Container => open.Own;

    private IBlobs Blobs => open.Blobs;

    public async Task InitializeAsync() => await other.Blobs.PutAsync(Container, "made", default, None);

    public async Task DisposeAsync()
    {
        await open.CloseAsync();
        await other.CloseAsync();
    }

    [ContractTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_append_that_was_done_is_there_once(int lost)
    {
        // The blob has to be made first: that answer is lost as well.
        line.LoseAnswers(lost);
        Assert.True(await Blobs.AppendAsync(Container, "log", Bytes("one\n"), 0, None));
        line.LoseAnswers(lost);
        Assert.True(await Blobs.AppendAsync(Container, "log", Bytes("two\n"), 4, None));
        Assert.Equal("one\ntwo\n", await TextAsync("log"));
    }

    [ContractFact]
    public async Task An_append_that_was_done_and_followed_is_ours()
    {
        await Blobs.AppendAsync(Container, "log", Bytes("one\n"), 0, None);
        line.LoseAnswers(1);
        line.Meanwhile = async () => Assert.True(await other.Blobs.AppendAsync(Container, "log", Bytes("three\n"), 8, None));
        Assert.True(await Blobs.AppendAsync(Container, "log", Bytes("two\n"), 4, None));
        Assert.Equal("one\ntwo\nthree\n", await TextAsync("log"));
    }

    [ContractTheory]
    [InlineData("other\n")]
    [InlineData("t")]
    [InlineData("two\r")]
    public async Task An_append_that_somebody_else_was_quicker_with_is_not_ours(string theirs)
    {
        await Blobs.AppendAsync(Container, "log", Bytes("one\n"), 0, None);
        line.LoseRequests(1);
        line.Meanwhile = async () => await other.Blobs.AppendAsync(Container, "log", Bytes(theirs), 4, None);
        Assert.False(await Blobs.AppendAsync(Container, "log", Bytes("two\n"), 4, None));
        Assert.Equal("one\n" + theirs, await TextAsync("log"));
    }

    [ContractFact]
    public async Task A_conditional_write_that_was_done_is_ours()
    {
        line.LoseAnswers(1);
        var first = await Blobs.WriteIfAsync(Container, "w", Bytes("1"), null, None);
        line.LoseAnswers(2);
        var second = await Blobs.WriteIfAsync(Container, "w", Bytes("2"), first, None);
        Assert.Equal(second, (await Blobs.ReadAsync(Container, "w", None))!.Version);
        Assert.Equal("2", await TextAsync("w"));
    }

    [ContractFact]
    public async Task A_conditional_write_that_somebody_else_was_quicker_with_is_not_ours()
    {
        line.LoseRequests(1);
        line.Meanwhile = async () => await other.Blobs.WriteIfAsync(Container, "w", Bytes("same"), null, None);
        Assert.Null(await Blobs.WriteIfAsync(Container, "w", Bytes("same"), null, None));
    }

    [ContractFact]
    public async Task A_put_is_put_and_a_delete_has_deleted()
    {
        line.LoseAnswers(1);
        var version = await Blobs.PutAsync(Container, "x", Bytes("1"), None);
        Assert.Equal(version, (await Blobs.ReadAsync(Container, "x", None))!.Version);
        line.LoseAnswers(1);
        Assert.True(await Blobs.DeleteAsync(Container, "x", None));
        Assert.Null(await Blobs.ReadAsync(Container, "x", None));
    }

    [ContractFact]
    public async Task A_journal_on_a_line_that_breaks_all_the_time_has_each_event_once()
    {
        var random = new Random(7);
        line.Meant = request => random.Next(8) == 0;
        var blobs = new Renamed(Blobs, Container);
        using var journal = new JournalWriter(blobs, open.Clock);
        line.LoseAnswers(int.MaxValue);
        for (var i = 1; i <= 60; i++)
        {
            await journal.AppendAsync("tested", "chain", new { Number = i }, None);
        }

        line.LoseAnswers(0);
        var verdict = await new JournalCheck(blobs, new JournalAnchors(new MemoryStore())).CheckAsync(from: null, None);
        Assert.Null(verdict.Fault);
        Assert.Equal(60, verdict.Events);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<string> TextAsync(string name) => Encoding.UTF8.GetString((await Blobs.ReadAsync(Container, name, None))!.Content.Span);

    /// <summary>The journal's container under a name of the test's own.</summary>
    private sealed class Renamed(IBlobs blobs, string container) : IBlobs
    {
        public ValueTask<StoredBlob?> ReadAsync(string journal, string name, CancellationToken cancellationToken) => blobs.ReadAsync(container, name, cancellationToken);

        public ValueTask<ReadOnlyMemory<byte>?> ReadFromAsync(string journal, string name, long position, CancellationToken cancellationToken) => blobs.ReadFromAsync(container, name, position, cancellationToken);

        public ValueTask<bool> AppendAsync(string journal, string name, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken) =>
            blobs.AppendAsync(container, name, content, position, cancellationToken);

        public async ValueTask<IReadOnlyList<BlobItem>> ListAsync(string journal, string prefix, CancellationToken cancellationToken) =>
            [.. (await blobs.ListAsync(container, prefix, cancellationToken)).Where(static item => item.Name != "made")];

        public ValueTask<string> PutAsync(string journal, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<string?> WriteIfAsync(string journal, string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> DeleteAsync(string journal, string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> TryLeaseAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask ReleaseLeaseAsync(string name, string holder, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

using System.Text;
using Trading.Embedded.Storage;
using Trading.Storage;

namespace Trading.Tests.Embedded.Storage;

/// <summary>A process that dies in the middle of a transaction leaves the state after some whole transaction.</summary>
public sealed class FileStoreCrashTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0L)]
    [InlineData(1_000_000L)]
    public async Task A_log_cut_at_any_byte_of_the_last_batch_gives_all_of_it_or_nothing(long mostUnwritten)
    {
        using var folder = new StateFolder { Options = new FileStoreOptions { Durability = Durability.Process, MostUnwritten = mostUnwritten } };
        await FirstAsync(folder.Store);
        using var files = folder.Killed();
        var before = await DumpAsync(folder);
        var start = new FileInfo(folder.Log).Length;

        folder.Store.BeginBatch();
        await SecondAsync(folder.Store);
        folder.Store.CommitBatch();
        var after = await DumpAsync(folder);
        var whole = await ReadLogAsync(folder);
        var end = start + BatchLength(whole, start);

        Assert.NotEqual(before, after);
        for (var cut = start; cut <= end || cut < whole.Length; cut++)
        {
            using var killed = files.Killed();
            await File.WriteAllBytesAsync(killed.Log, whole[..(int)cut]);
            Assert.Equal(cut < end ? before : after, await DumpAsync(killed));
            killed.Close();
            Assert.Equal(cut < end ? before : after, await DumpAsync(killed));
        }
    }

    [Fact]
    public async Task Files_that_were_half_written_are_finished_from_the_log()
    {
        using var folder = new StateFolder();
        await FirstAsync(folder.Store);
        folder.Store.WriteFiles();
        folder.Store.BeginBatch();
        await SecondAsync(folder.Store);
        folder.Store.CommitBatch();
        var after = await DumpAsync(folder);

        using var killed = folder.Killed();
        await File.AppendAllTextAsync(killed.FileOf("journal", "day.jsonl"), "tw");
        await File.WriteAllTextAsync(killed.FileOf("watchlists", "list.csv"), "half a li");
        File.Delete(killed.FileOf("watchlists", "old.csv"));
        Assert.Equal(after, await DumpAsync(killed));
        Assert.Equal("one\ntwo\nthree\n", await File.ReadAllTextAsync(killed.FileOf("journal", "day.jsonl")));
        Assert.Equal("new list", await File.ReadAllTextAsync(killed.FileOf("watchlists", "list.csv")));
    }

    [Fact]
    public async Task Zeros_that_a_power_cut_left_are_dropped()
    {
        using var folder = new StateFolder();
        await FirstAsync(folder.Store);
        var before = await DumpAsync(folder);
        var start = (int)new FileInfo(folder.Log).Length;
        folder.Store.BeginBatch();
        await SecondAsync(folder.Store);
        folder.Store.CommitBatch();
        var whole = await ReadLogAsync(folder);
        foreach (var kept in (int[])[start, start + LogFrame.HeaderLength, start + 40, whole.Length - 1])
        {
            using var killed = folder.Killed();
            var torn = whole.ToArray();
            torn.AsSpan(kept).Clear();
            await File.WriteAllBytesAsync(killed.Log, torn);
            Assert.Equal(before, await DumpAsync(killed));
        }
    }

    [Fact]
    public async Task A_changed_byte_anywhere_is_an_error_that_names_file_and_offset()
    {
        using var folder = new StateFolder();
        await FirstAsync(folder.Store);
        var last = new FileInfo(folder.Log).Length;
        await folder.Store.PutAsync("tests", "p", "r9", "9", None);
        var whole = await ReadLogAsync(folder);
        for (var at = 0; at < whole.Length; at++)
        {
            using var damaged = folder.Killed();
            var bytes = whole.ToArray();
            bytes[at] ^= 0x40;
            await File.WriteAllBytesAsync(damaged.Log, bytes);
            var fault = Assert.Throws<StorageException>(() => damaged.Store);
            Assert.Contains(damaged.Log, fault.Message);
            Assert.Contains(at < 8 ? "offset 0:" : at >= last ? $"offset {last}:" : "offset ", fault.Message);
            Assert.Equal(bytes, await File.ReadAllBytesAsync(damaged.Log));
        }
    }

    [Fact]
    public async Task An_open_batch_never_happened()
    {
        using var folder = new StateFolder();
        await FirstAsync(folder.Store);
        var before = await DumpAsync(folder);
        folder.Store.BeginBatch();
        await SecondAsync(folder.Store);
        folder.Close();
        Assert.Equal(before, await DumpAsync(folder));
    }

    [Fact]
    public async Task A_write_that_failed_never_shows_and_ends_the_store()
    {
        var full = false;
        using var folder = new StateFolder { Options = new FileStoreOptions { Durability = Durability.Process, BeforeWrite = () => Fail(full) } };
        await FirstAsync(folder.Store);
        var before = await DumpAsync(folder);
        full = true;
        var fault = await Assert.ThrowsAsync<StorageException>(async () => await folder.Store.PutAsync("tests", "p", "r1", "2", None));
        Assert.Contains("no space left", fault.Message);
        full = false;
        Assert.Contains("until it is opened again", (await Assert.ThrowsAsync<StorageException>(async () => await folder.Store.PutAsync("tests", "p", "r1", "3", None))).Message);
        await Assert.ThrowsAsync<StorageException>(async () => await folder.Store.GetAsync("tests", "p", "r1", None));
        await Assert.ThrowsAsync<StorageException>(async () => await folder.Store.ListAsync("journal", "", None));
        folder.Close();
        Assert.Equal(before, await DumpAsync(folder));
    }

    [Fact]
    public async Task A_batch_that_failed_leaves_the_state_before_it()
    {
        var full = false;
        using var folder = new StateFolder { Options = new FileStoreOptions { Durability = Durability.Disk, BeforeWrite = () => Fail(full) } };
        await FirstAsync(folder.Store);
        var before = await DumpAsync(folder);
        folder.Store.BeginBatch();
        await SecondAsync(folder.Store);
        full = true;
        Assert.Throws<StorageException>(folder.Store.CommitBatch);
        full = false;
        folder.Close();
        Assert.Equal(before, await DumpAsync(folder));
    }

    private static void Fail(bool full)
    {
        if (full)
        {
            throw new IOException("no space left on device");
        }
    }

    private static async Task FirstAsync(FileStore store)
    {
        await store.PutAsync("tests", "p", "r1", "1", None);
        await store.PutAsync("tests", "p", "r2", "2", None);
        await store.PutAsync("watchlists", "list.csv", Bytes("old list, a longer one"), None);
        await store.PutAsync("watchlists", "old.csv", Bytes("old"), None);
        await store.AppendAsync("journal", "day.jsonl", Bytes("one\n"), 0, None);
    }

    private static async Task SecondAsync(FileStore store)
    {
        await store.PutAsync("tests", "p", "r1", "11", None);
        await store.DeleteAsync("tests", "p", "r2", None);
        await store.InsertAsync("tests", "p", "r3", "3", None);
        await store.AppendAsync("journal", "day.jsonl", Bytes("two\n"), 4, None);
        await store.PutAsync("watchlists", "list.csv", Bytes("new list"), None);
        await store.DeleteAsync("watchlists", "old.csv", None);
        await store.AppendAsync("journal", "day.jsonl", Bytes("three\n"), 8, None);
        await store.TryLeaseAsync("loop", "me", TimeSpan.FromSeconds(30), None);
    }

    private static Task<string> DumpAsync(StateFolder folder) => folder.DumpAsync(["p"], ["journal", "watchlists"]);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<byte[]> ReadLogAsync(StateFolder folder)
    {
        using var copy = folder.Killed();
        return await File.ReadAllBytesAsync(copy.Log);
    }

    private static int BatchLength(byte[] log, long start)
    {
        Assert.True(LogFrame.TryReadHeader(log.AsSpan((int)start), out var length, out _));
        return LogFrame.HeaderLength + length + 1;
    }
}

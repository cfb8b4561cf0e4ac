using System.Text;
using NodaTime;
using Trading.Embedded.Storage;
using Trading.Storage;

namespace Trading.Tests.Embedded.Storage;

public sealed class FileStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Blobs_are_files_once_the_store_is_closed()
    {
        using var folder = new StateFolder();
        await folder.Store.PutAsync("watchlists", "daily_candidates.csv", "symbol\nAIG\n"u8.ToArray(), None);
        await folder.Store.AppendAsync("journal", "2013/2013-10-07.jsonl", "{}\n"u8.ToArray(), 0, None);
        folder.Close();
        Assert.Equal("symbol\nAIG\n", await File.ReadAllTextAsync(folder.FileOf("watchlists", "daily_candidates.csv")));
        Assert.Equal("{}\n", await File.ReadAllTextAsync(folder.FileOf("journal", "2013/2013-10-07.jsonl")));
    }

    [Fact]
    public async Task In_durability_disk_blobs_are_files_at_once()
    {
        using var folder = new StateFolder { Options = new FileStoreOptions { Durability = Durability.Disk } };
        await folder.Store.AppendAsync("journal", "day", "one"u8.ToArray(), 0, None);
        await folder.Store.AppendAsync("journal", "day", "two"u8.ToArray(), 3, None);
        Assert.Equal("onetwo", await File.ReadAllTextAsync(folder.FileOf("journal", "day")));
    }

    [Fact]
    public async Task A_file_made_by_hand_is_read_and_each_edit_has_its_own_version()
    {
        using var folder = new StateFolder();
        Assert.Null(await folder.Store.ReadAsync("control", "kill_switch", None));
        Directory.CreateDirectory(Path.GetDirectoryName(folder.FileOf("control", "kill_switch"))!);
        await File.WriteAllTextAsync(folder.FileOf("control", "kill_switch"), "close_only\n");
        var first = await folder.Store.ReadAsync("control", "kill_switch", None);
        await File.WriteAllTextAsync(folder.FileOf("control", "kill_switch"), "halt_all\n");
        var second = await folder.Store.ReadAsync("control", "kill_switch", None);
        Assert.Equal("close_only\n", Encoding.UTF8.GetString(first!.Content.Span));
        Assert.Equal("halt_all\n", Encoding.UTF8.GetString(second!.Content.Span));
        Assert.Null(await folder.Store.WriteIfAsync("control", "kill_switch", default, first.Version, None));
        Assert.NotNull(await folder.Store.WriteIfAsync("control", "kill_switch", default, second.Version, None));
        Assert.Equal([new BlobItem("kill_switch", 0)], await folder.Store.ListAsync("control", "", None));
    }

    [Fact]
    public async Task What_lies_in_a_folder_that_cannot_be_looked_into_is_not_missing()
    {
        using var folder = new StateFolder();
        Assert.Null(await folder.Store.ReadAsync("control", "kill_switch", None));
        var control = Path.GetDirectoryName(folder.FileOf("control", "kill_switch"))!;
        Directory.CreateSymbolicLink(control, control);
        await Assert.ThrowsAsync<StorageException>(async () => await folder.Store.ReadAsync("control", "kill_switch", None));
        File.Delete(control);
        Assert.Null(await folder.Store.ReadAsync("control", "kill_switch", None));
        await File.WriteAllTextAsync(control, "a file is no folder");
        Assert.Null(await folder.Store.ReadAsync("control", "kill_switch", None));
    }

    [Fact]
    public async Task Files_that_another_program_changed_cut_or_removed_are_found()
    {
        using var folder = new StateFolder();
        foreach (var name in new[] { "a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl" })
        {
            Assert.True(await folder.Store.AppendAsync("journal", name, "one\n"u8.ToArray(), 0, None));
            Assert.True(await folder.Store.AppendAsync("journal", name, "two\n"u8.ToArray(), 4, None));
        }

        Assert.Empty(folder.Store.ChangedByOthers("journal"));
        folder.Close();
        Assert.Empty(folder.Store.ChangedByOthers("journal"));

        await File.WriteAllTextAsync(folder.FileOf("journal", "a.jsonl"), "one\n");
        await File.WriteAllTextAsync(folder.FileOf("journal", "b.jsonl"), "one\ntow\n");
        File.Delete(folder.FileOf("journal", "c.jsonl"));
        Assert.Equal(["a.jsonl", "b.jsonl", "c.jsonl"], folder.Store.ChangedByOthers("journal"));
    }

    [Fact]
    public async Task What_was_changed_by_hand_after_a_clean_close_stays()
    {
        using var folder = new StateFolder();
        var version = await folder.Store.PutAsync("control", "kill_switch", "off"u8.ToArray(), None);
        folder.Close();
        await File.WriteAllTextAsync(folder.FileOf("control", "kill_switch"), "halt_all");
        var read = await folder.Store.ReadAsync("control", "kill_switch", None);
        Assert.Equal("halt_all", Encoding.UTF8.GetString(read!.Content.Span));
        Assert.NotEqual(version, read.Version);
        File.Delete(folder.FileOf("control", "kill_switch"));
        Assert.Null(await folder.Store.ReadAsync("control", "kill_switch", None));
    }

    [Fact]
    public async Task Versions_and_leases_survive_closing_and_compaction()
    {
        using var folder = new StateFolder { Options = new FileStoreOptions { Durability = Durability.Process, LeastToCompact = 500 } };
        var record = await folder.Store.PutAsync("tests", "p", "r", "1", None);
        var blob = await folder.Store.PutAsync("files", "b", "text"u8.ToArray(), None);
        Assert.True(await folder.Store.TryLeaseAsync("loop", "me", TimeSpan.FromMinutes(2), None));
        await folder.Store.DeleteAsync("tests", "p", "newest", None);
        var newest = await folder.Store.PutAsync("tests", "p", "newest", "1", None);
        await folder.Store.DeleteAsync("tests", "p", "newest", None);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(await folder.Store.TryLeaseAsync("other", "me", TimeSpan.FromMinutes(2), None));
        }

        Assert.InRange(new FileInfo(folder.Log).Length, 1, 1500);
        folder.Close();
        Assert.Equal(record, (await folder.Store.GetAsync("tests", "p", "r", None))!.Version);
        Assert.Equal(blob, (await folder.Store.ReadAsync("files", "b", None))!.Version);
        Assert.NotEqual(newest, await folder.Store.PutAsync("tests", "p", "newest", "1", None));
        Assert.False(await folder.Store.TryLeaseAsync("loop", "you", TimeSpan.FromMinutes(2), None));
        folder.Clock.Advance(Duration.FromMinutes(2));
        Assert.True(await folder.Store.TryLeaseAsync("loop", "you", TimeSpan.FromMinutes(2), None));
    }

    [Fact]
    public async Task A_log_of_garbage_is_compacted_and_holds_what_lives()
    {
        using var folder = new StateFolder { Options = new FileStoreOptions { Durability = Durability.Process, LeastToCompact = 10_000 } };
        for (var i = 0; i < 2_000; i++)
        {
            await folder.Store.PutAsync("tests", "p", $"r{i % 10}", $"\"{i}\"", None);
            await folder.Store.AppendAsync("journal", "day", "x"u8.ToArray(), i, None);
        }

        Assert.InRange(new FileInfo(folder.Log).Length, 1, 10_200);
        Assert.Equal(2_000, (await folder.Store.ReadAsync("journal", "day", None))!.Content.Length);
        using var killed = folder.Killed();
        Assert.Equal(await folder.DumpAsync(["p"], ["journal"]), await killed.DumpAsync(["p"], ["journal"]));
    }

    [Fact]
    public async Task A_compaction_cut_short_leaves_the_old_log()
    {
        using var folder = new StateFolder();
        await folder.Store.PutAsync("tests", "p", "r", "1", None);
        using var killed = folder.Killed();
        await File.WriteAllTextAsync(killed.Log + ".new", "half a snapsh");
        Assert.Equal("1", (await killed.Store.GetAsync("tests", "p", "r", None))!.Json);
    }

    [Fact]
    public async Task A_file_that_another_program_cut_is_an_error_that_names_it()
    {
        using var folder = new StateFolder();
        await folder.Store.AppendAsync("journal", "day", "one"u8.ToArray(), 0, None);
        folder.Store.WriteFiles();
        await folder.Store.AppendAsync("journal", "day", "two"u8.ToArray(), 3, None);
        using var killed = folder.Killed();
        await File.WriteAllTextAsync(killed.FileOf("journal", "day"), "o");
        Assert.Contains(killed.FileOf("journal", "day"), Assert.Throws<StorageException>(() => killed.Store).Message);
    }

    [Fact]
    public async Task A_blob_cannot_be_a_folder_of_others()
    {
        using var folder = new StateFolder();
        await folder.Store.PutAsync("files", "a", default, None);
        await folder.Store.PutAsync("files", "b/c", default, None);
        await Assert.ThrowsAsync<ArgumentException>(async () => await folder.Store.PutAsync("files", "a/b", default, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await folder.Store.AppendAsync("files", "b", default, 0, None));
        folder.Store.WriteFiles();
        await Assert.ThrowsAsync<ArgumentException>(async () => await folder.Store.PutAsync("files", "a/b", default, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await folder.Store.PutAsync("files", "b", default, None));
        await folder.Store.DeleteAsync("files", "a", None);
        await folder.Store.PutAsync("files", "a/b", default, None);
        folder.Close();
        Assert.Equal(["a/b", "b/c"], (await folder.Store.ListAsync("files", "", None)).Select(x => x.Name));
    }

    [Fact]
    public async Task Many_writers_lose_nothing()
    {
        using var folder = new StateFolder { Options = new FileStoreOptions { Durability = Durability.Process, LeastToCompact = 20_000, MostUnwritten = 500 } };
        var store = folder.Store;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => WriteAsync(store, writer))));
        folder.Close();
        var lines = Encoding.UTF8.GetString((await folder.Store.ReadAsync("journal", "day", None))!.Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(400, lines.Distinct(StringComparer.Ordinal).Count());
        for (var writer = 0; writer < 4; writer++)
        {
            Assert.Equal(100, (await folder.Store.QueryAsync("tests", $"p{writer}", "", None)).Count);
        }
    }

    [Fact]
    public void Batches_do_not_nest()
    {
        using var folder = new StateFolder();
        Assert.Throws<InvalidOperationException>(folder.Store.CommitBatch);
        folder.Store.BeginBatch();
        Assert.Throws<InvalidOperationException>(folder.Store.BeginBatch);
        Assert.Throws<InvalidOperationException>(folder.Store.WriteFiles);
        folder.Store.CommitBatch();
    }

    [Fact]
    public void A_state_folder_has_one_owner()
    {
        using var folder = new StateFolder();
        using (StateFolderLock.Take(folder.Path))
        {
            var fault = Assert.Throws<StorageException>(() => StateFolderLock.Take(folder.Path));
            Assert.Contains("in use by another process", fault.Message);
            Assert.Contains(folder.Path, fault.Message);
            Assert.DoesNotContain('\n', fault.Message);
        }

        StateFolderLock.Take(folder.Path).Dispose();
    }

    [Fact]
    public void The_checksum_is_crc_32c() => Assert.Equal(0xE3069283u, Crc32C.Append(Crc32C.Of("1234"u8), "56789"u8));

    private static async Task WriteAsync(FileStore store, int writer)
    {
        for (var i = 0; i < 100; i++)
        {
            await store.InsertAsync("tests", $"p{writer}", $"r{i}", "1", None);
            var line = Encoding.UTF8.GetBytes($"{writer}-{i}\n");
            while (!await store.AppendAsync("journal", "day", line, (await store.ListAsync("journal", "", None)).SingleOrDefault()?.Length ?? 0, None))
            {
            }
        }
    }
}

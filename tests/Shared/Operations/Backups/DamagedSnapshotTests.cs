using Trading.Operations.Backups;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Operations.Backups;

/// <summary>A snapshot is proved before anything is made of it; what is not to be trusted is refused in one line.</summary>
public sealed class DamagedSnapshotTests
{
    private const string Manifest = "state/2013-10-07T15-00-00Z.json";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Any_changed_byte_of_the_records_is_found()
    {
        using var desk = await TakenAsync();
        var name = (await desk.Blobs.ListAsync("backups", "state/", None)).Single(blob => blob.Name.EndsWith(".br", StringComparison.Ordinal)).Name;
        var good = (await desk.Blobs.ReadAsync("backups", name, None))!.Content.ToArray();
        for (var i = 0; i < good.Length; i++)
        {
            var bad = good.ToArray();
            bad[i] ^= 0x10;
            await desk.Blobs.PutAsync("backups", name, bad, None);
            Assert.Contains("is damaged", await RefusalAsync(desk), StringComparison.Ordinal);
        }

        await desk.Blobs.PutAsync("backups", name, good.AsMemory(0, good.Length - 1), None);
        Assert.Contains("is not what was written", await RefusalAsync(desk), StringComparison.Ordinal);
        await desk.Blobs.DeleteAsync("backups", name, None);
        Assert.Contains("is gone", await RefusalAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_changed_byte_of_the_manifest_is_found()
    {
        using var desk = await TakenAsync();
        var good = (await desk.Blobs.ReadAsync("backups", Manifest, None))!.Content.ToArray();
        for (var i = 0; i < good.Length; i += 7)
        {
            var bad = good.ToArray();
            bad[i] ^= 0x01;
            await desk.Blobs.PutAsync("backups", Manifest, bad, None);
            Assert.StartsWith("snapshot 2013-10-07T15-00-00Z is ", await RefusalAsync(desk), StringComparison.Ordinal);
        }
    }

    /// <summary>Whoever makes a whole snapshot of their own still has no event in the journal that vouches for it.</summary>
    [Fact]
    public async Task A_forged_snapshot_is_not_what_the_journal_tells_of()
    {
        using var desk = await TakenAsync();
        using var forger = new BackedStore();
        await forger.Records.PutAsync("fills", "SIM:2013-10-07", "f1", "{\"price\":1000}", None);
        await forger.TellAsync();
        var forged = await forger.TakeAsync();
        await desk.Blobs.PutAsync("backups", forged.Content, (await forger.Blobs.ReadAsync("backups", forged.Content, None))!.Content, None);
        await desk.Blobs.PutAsync("backups", Manifest, (await forger.Blobs.ReadAsync("backups", Manifest, None))!.Content, None);
        Assert.Equal("snapshot 2013-10-07T15-00-00Z is not to be trusted: the journal tells of no such snapshot with these records", await RefusalAsync(desk));
    }

    /// <summary>A manifest can be sealed again by anybody: what a restore goes by is what its name and the journal say.</summary>
    [Fact]
    public async Task A_manifest_that_tells_another_instant_event_or_count_is_not_to_be_trusted()
    {
        using var desk = await TakenAsync();
        var good = await desk.Shelf.ManifestAsync("2013-10-07T15-00-00Z", None);
        foreach (var forged in new[] { good with { TakenAt = good.TakenAt + NodaTime.Duration.FromHours(8) }, good with { Sequence = 0 }, good with { Changed = 3 } })
        {
            await desk.Blobs.PutAsync("backups", Manifest, forged.Seal().Write(), None);
            Assert.StartsWith("snapshot 2013-10-07T15-00-00Z is not to be trusted", await RefusalAsync(desk), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_journal_that_does_not_hold_or_has_lost_its_end_proves_nothing()
    {
        using var desk = await TakenAsync();
        const string Day = "2013-10-07.jsonl";
        var journal = (await desk.Blobs.ReadAsync("journal", Day, None))!.Content.ToArray();
        var changed = journal.ToArray();
        changed[journal.AsSpan().IndexOf("something"u8)] ^= 0x01;
        await desk.Blobs.PutAsync("journal", Day, changed, None);
        Assert.Contains("the journal does not hold: event 1 in 2013-10-07.jsonl was changed", await RefusalAsync(desk), StringComparison.Ordinal);
        await desk.Blobs.DeleteAsync("journal", Day, None);
        Assert.Contains("the journal ends at event 0, the snapshot was taken at event 1", await RefusalAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_holds_anything_is_left_alone()
    {
        using var desk = await TakenAsync();
        var proved = await desk.Proof.ProveAsync(BackedStore.Eleven, None);
        var target = new MemoryStore(desk.Clock);
        await ((IRecords)target).PutAsync("orders", "SIM", "mine", "{}", None);
        var fault = await Assert.ThrowsAsync<BackupException>(async () => await ExactRestore.RunAsync(proved, desk.Store, target, target, desk.Clock, None));
        Assert.Equal(("the store is not empty: it holds orders/SIM/mine; name an empty one", 1), (fault.Message, target.Writes));
    }

    /// <summary>A restore that is cut short is no restore: the store it leaves is refused, and another empty one gets everything.</summary>
    [Fact]
    public async Task A_restore_that_dies_at_any_write_is_begun_again_in_another_store()
    {
        using var desk = await TakenAsync();
        var proved = await desk.Proof.ProveAsync(BackedStore.Eleven, None);
        for (var dieAt = 1; ; dieAt++)
        {
            var target = new MemoryStore(desk.Clock);
            var calls = 0;
            target.Fails = _ => ++calls >= dieAt;
            var fault = await Record.ExceptionAsync(async () => await ExactRestore.RunAsync(proved, desk.Store, target, target, desk.Clock, None));
            target.Fails = null;
            if (fault is null)
            {
                Assert.Equal(await BackedStore.DumpAsync(desk.Records), await BackedStore.DumpAsync(target));
                return;
            }

            Assert.IsType<StorageException>(fault);
            if (target.Writes > 0)
            {
                await Assert.ThrowsAsync<BackupException>(async () => await ExactRestore.RunAsync(proved, desk.Store, target, target, desk.Clock, None));
            }
        }
    }

    private static async Task<BackedStore> TakenAsync()
    {
        var desk = new BackedStore();
        await desk.Records.PutAsync("fills", "SIM:2013-10-07", "f1", "{\"price\":1}", None);
        await desk.TellAsync();
        await desk.TakeAsync();
        return desk;
    }

    private static async Task<string> RefusalAsync(BackedStore desk)
    {
        var fault = await Assert.ThrowsAsync<BackupException>(async () => await desk.Proof.ProveAsync(BackedStore.Eleven, None));
        Assert.DoesNotContain('\n', fault.Message);
        return fault.Message;
    }
}

using System.CommandLine;
using System.Text.Json;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Operations.Backups;
using Trading.Storage;

namespace Trading.Embedded.Verbs;

/// <summary><c>restore</c>: proves a snapshot of a state folder, and makes a fresh folder of it. The old folder is only read: a damaged log does not matter, a desk may run on it.</summary>
internal static class RestoreVerb
{
    public static Command Create(FunctionApp app)
    {
        var at = new Option<string>("--at") { Description = "The newest snapshot at or before it: a New York time or an instant with Z.", HelpName = "TIME", Required = true };
        var from = CommandLine.Folder("--from", "The state folder that holds the snapshots; standard: state/desk.");
        var into = CommandLine.Folder("--into", "The folder to make; it must not be there yet. Without it the snapshot is only proved.");
        var json = CommandLine.Flag("--json", "One JSON value on standard output.");
        var verb = new Command("restore", "Proves a snapshot of all records, and makes a fresh state folder of it, record for record.") { at, from, into, json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var source = Folders.Full(parsed.GetValue(from)) ?? Folders.Standard("desk");
            var proved = await ProveAsync(source, parsed.GetRequiredValue(at), cancellationToken).ConfigureAwait(false);
            var target = Folders.Full(parsed.GetValue(into));
            if (target is not null)
            {
                await RestoreAsync(app, proved, source, target, cancellationToken).ConfigureAwait(false);
            }

            Tell(proved, target, parsed.GetValue(json));
            return 0;
        });
        return verb;
    }

    private static async Task<ProvedSnapshot> ProveAsync(string source, string at, CancellationToken cancellationToken)
    {
        var time = BackupTime.Parse(at) ?? throw new RefusedException($"--at '{at}': wants {BackupTime.Wanted}");
        return Directory.Exists(source)
            ? await new SnapshotProof(new BlobFiles(source)).ProveAsync(time, cancellationToken).ConfigureAwait(false)
            : throw new RefusedException($"there is no state folder {source}: name one with --from");
    }

    // Made beside and moved into place: a restore that was cut short leaves no folder that looks like one.
    private static async Task RestoreAsync(FunctionApp app, ProvedSnapshot proved, string source, string target, CancellationToken cancellationToken)
    {
        if (Directory.Exists(target) || File.Exists(target))
        {
            throw new RefusedException($"--into '{target}': it is there already; name one that is not");
        }

        var beside = target + ".restoring";
        if (Directory.Exists(beside))
        {
            if (StateFolderLock.IsTaken(beside))
            {
                throw new RefusedException($"--into '{target}': another restore is making it");
            }

            Directory.Delete(beside, recursive: true);
        }

        using (var hold = StateFolderLock.Take(beside))
        {
            using var store = FileStore.Open(hold, app.WallClock, Durability.Disk);
            await ExactRestore.RunAsync(proved, new BlobFiles(source), store, store, app.WallClock, cancellationToken).ConfigureAwait(false);
        }

        Directory.Move(beside, target);
    }

    private static void Tell(ProvedSnapshot proved, string? target, bool asJson)
    {
        var manifest = proved.Manifest;
        var told = new { Snapshot = manifest.Name, manifest.TakenAt, manifest.Account, Records = manifest.Rows(), manifest.Sequence, manifest.HeadHash, proved.Events, manifest.Changed, Into = target };
        Console.Out.WriteLine(asJson ? JsonSerializer.Serialize(told, TradingJson.Options) : string.Join(Environment.NewLine, Lines(proved, target)));
    }

    private static IEnumerable<string> Lines(ProvedSnapshot proved, string? target)
    {
        var manifest = proved.Manifest;
        yield return $"snapshot {manifest.Name}: {manifest.Rows()} records of {manifest.Account} at event {manifest.Sequence}; the journal holds through all {proved.Events} events";
        if (manifest.Changed > 0)
        {
            yield return $"{manifest.Changed} records were being changed while it was taken: rebuild from the journal (trade state rebuild)";
        }

        yield return target is null
            ? "proved; nothing was written: --into DIR makes a state folder of it"
            : $"{target} holds these records and the whole journal; control/kill_switch asks for halt_all: serve it, trade state rebuild, look at trade state check, clear the file, release by two";
    }
}

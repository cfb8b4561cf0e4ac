using System.Text;
using NodaTime;
using Trading.Embedded.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Storage;

/// <summary>A state folder that tests open, close, kill, cut and copy.</summary>
internal sealed class StateFolder : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TempFolder folder = new();
    private StateFolderLock? owned;
    private FileStore? store;

    public ManualClock Clock { get; } = new(Instant.FromUtc(2013, 10, 7, 12, 0));

    public string Path => folder.FullPath;

    public string Log => System.IO.Path.Combine(Path, "tables", "records.log");

    public FileStoreOptions Options { get; init; } = new() { Durability = Durability.Process };

    public FileStore Store => store ??= FileStore.Open(owned ??= StateFolderLock.Take(Path), Clock, Options);

    public string FileOf(string container, string name) => System.IO.Path.Combine(Path, "blobs", container, name);

    public void Close()
    {
        store?.Dispose();
        owned?.Dispose();
        (store, owned) = (null, null);
    }

    /// <summary>What a process that was killed now leaves behind: a copy, opened by somebody else.</summary>
    public StateFolder Killed()
    {
        var copy = new StateFolder { Options = Options };
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Where(file => System.IO.Path.GetFileName(file) != "lock"))
        {
            var target = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>Everything the store says it holds, as text.</summary>
    public async Task<string> DumpAsync(IEnumerable<string> partitions, IEnumerable<string> containers)
    {
        var text = new StringBuilder();
        foreach (var partition in partitions)
        {
            foreach (var record in await Store.QueryAsync("tests", partition, "", None))
            {
                text.AppendLine($"{partition}/{record.Row}={record.Json}");
            }
        }

        foreach (var container in containers)
        {
            foreach (var item in await Store.ListAsync(container, "", None))
            {
                var blob = await Store.ReadAsync(container, item.Name, None);
                text.AppendLine($"{container}/{item.Name}={Encoding.UTF8.GetString(blob!.Content.Span)} ({item.Length})");
            }
        }

        return text.ToString();
    }

    public void Dispose()
    {
        Close();
        folder.Dispose();
    }
}

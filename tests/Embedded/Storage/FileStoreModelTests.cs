using System.Text;
using Trading.Embedded.Storage;

namespace Trading.Tests.Embedded.Storage;

/// <summary>Random calls against a plain dictionary, the store closed, killed and compacted in between.</summary>
public sealed class FileStoreModelTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Partitions = ["p", "q"];
    private static readonly string[] Containers = ["one", "two"];
    private static readonly string[] Names = ["a", "b/c", "b/d", "log", "e"];

    [Theory]
    [InlineData(Durability.Process, 40)]
    [InlineData(Durability.Disk, 6)]
    public async Task The_store_is_what_a_dictionary_would_be(Durability durability, int seeds)
    {
        for (var seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            var options = new FileStoreOptions { Durability = durability, LeastToCompact = seed % 3 == 0 ? 2000 : 16 << 20, MostUnwritten = seed % 2 == 0 ? 60 : 4 << 20 };
            var folder = new StateFolder { Options = options };
            var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
            for (var round = 0; round < 12; round++)
            {
                await StepsAsync(folder, model, random);
                Assert.Equal(Text(model), await folder.DumpAsync(Partitions, Containers));
                folder = Restart(folder, random.Next(3));
                Assert.Equal(Text(model), await folder.DumpAsync(Partitions, Containers));
            }

            folder.Close();
            Assert.Equal(model.Where(x => x.Key.StartsWith("blob", StringComparison.Ordinal)).Select(x => x.Value), FilesOf(folder));
            folder.Dispose();
        }
    }

    private static StateFolder Restart(StateFolder folder, int how)
    {
        switch (how)
        {
            case 0:
                folder.Close();
                return folder;
            case 1:
                var copy = folder.Killed();
                folder.Dispose();
                return copy;
            default:
                return folder;
        }
    }

    private static async Task StepsAsync(StateFolder folder, SortedDictionary<string, string> model, Random random)
    {
        var batch = random.Next(2) == 0;
        if (batch)
        {
            folder.Store.BeginBatch();
        }

        for (var steps = random.Next(1, 25); steps > 0; steps--)
        {
            await (random.Next(2) == 0 ? RecordStepAsync(folder.Store, model, random) : BlobStepAsync(folder.Store, model, random));
        }

        if (batch)
        {
            folder.Store.CommitBatch();
        }
    }

    private static async Task RecordStepAsync(FileStore store, SortedDictionary<string, string> model, Random random)
    {
        var (partition, row, json) = (Partitions[random.Next(2)], $"r{random.Next(12)}", $"\"{random.Next(1000)}é\"");
        var key = $"record {partition}/{row}";
        var seen = await store.GetAsync("tests", partition, row, None);
        Assert.Equal(model.GetValueOrDefault(key), seen?.Json);
        switch (random.Next(5))
        {
            case 0:
                Assert.Equal(!model.ContainsKey(key), await store.InsertAsync("tests", partition, row, json, None) is not null);
                model.TryAdd(key, json);
                break;
            case 1:
                Assert.Equal(seen is not null, await store.ReplaceAsync("tests", partition, row, json, seen?.Version ?? "1", None) is not null);
                model[key] = seen is null ? "" : json;
                break;
            case 2:
                Assert.Equal(model.ContainsKey(key), await store.DeleteAsync("tests", partition, row, None));
                model[key] = "";
                break;
            default:
                await store.PutAsync("tests", partition, row, json, None);
                model[key] = json;
                break;
        }

        if (model.GetValueOrDefault(key) == "")
        {
            model.Remove(key);
        }
    }

    private static async Task BlobStepAsync(FileStore store, SortedDictionary<string, string> model, Random random)
    {
        var (container, name, text) = (Containers[random.Next(2)], Names[random.Next(Names.Length)], new string((char)('a' + random.Next(26)), random.Next(0, 30)));
        var key = $"blob {container}/{name}";
        var there = model.GetValueOrDefault(key);
        var bytes = Encoding.UTF8.GetBytes(text);
        switch (random.Next(6))
        {
            case 0:
                Assert.Equal(there is not null, await store.DeleteAsync(container, name, None));
                model.Remove(key);
                break;
            case 1:
                await store.PutAsync(container, name, bytes, None);
                model[key] = text;
                break;
            case 2:
                var seen = await store.ReadAsync(container, name, None);
                Assert.NotNull(await store.WriteIfAsync(container, name, bytes, seen?.Version, None));
                model[key] = text;
                break;
            default:
                Assert.True(await store.AppendAsync(container, name, bytes, there?.Length ?? 0, None));
                Assert.False(await store.AppendAsync(container, name, bytes, (there?.Length ?? 0) + text.Length + 1, None));
                model[key] = there + text;
                break;
        }
    }

    private static string Text(SortedDictionary<string, string> model)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in model.Where(x => x.Key.StartsWith("record", StringComparison.Ordinal)).Concat(model.Where(x => x.Key.StartsWith("blob", StringComparison.Ordinal))))
        {
            text.AppendLine(key.StartsWith("blob", StringComparison.Ordinal) ? $"{key[5..]}={value} ({value.Length})" : $"{key[7..]}={value}");
        }

        return text.ToString();
    }

    private static IEnumerable<string> FilesOf(StateFolder folder)
    {
        var root = Path.Combine(folder.Path, "blobs");
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText);
    }
}

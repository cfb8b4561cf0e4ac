using System.Text;
using NodaTime;
using Trading.Journal;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Journal;

/// <summary>A journal in memory on a clock that is moved by hand.</summary>
internal sealed class JournalFixture : IDisposable
{
    public static readonly Instant Morning = Instant.FromUtc(2013, 10, 7, 13, 30);

    public JournalFixture(int mostAppends = 40_000)
    {
        Clock = new ManualClock(Morning);
        Writer = new JournalWriter(Store, Clock, mostAppends);
        Anchors = new JournalAnchors(Store);
        Check = new JournalCheck(Store, Anchors);
    }

    public ManualClock Clock { get; }

    public MemoryStore Store { get; } = new();

    public IBlobs Blobs => Store;

    public JournalWriter Writer { get; }

    public JournalAnchors Anchors { get; }

    public JournalCheck Check { get; }

    public async Task WriteAsync(int events, int first = 1)
    {
        for (var i = first; i < first + events; i++)
        {
            await Writer.AppendAsync("note", $"chain-{i}", new { Number = i, Sentence = "bought \"10\" at 9.99" }, default);
        }
    }

    public async Task<string[]> NamesAsync() => [.. (await Blobs.ListAsync("journal", "", default)).Select(item => item.Name)];

    public async Task<List<string>> LinesAsync(string name)
    {
        var text = Encoding.UTF8.GetString((await Blobs.ReadAsync("journal", name, default))!.Content.Span);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    public async Task PutLinesAsync(string name, IEnumerable<string> lines) =>
        await Blobs.PutAsync("journal", name, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), default);

    public async Task<List<JournalEvent>> EventsAsync(LocalDate date)
    {
        var events = new List<JournalEvent>();
        await foreach (var one in new JournalReader(Store).OnAsync(date, default))
        {
            events.Add(one);
        }

        return events;
    }

    public void Dispose() => Writer.Dispose();
}

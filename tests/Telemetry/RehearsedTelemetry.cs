using NodaTime;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Functions.Embedded;
using Trading.Journal;
using Trading.Tests.Support;

namespace Trading.Tests.Telemetry;

/// <summary>A day that was rehearsed in this process with somebody listening, and its journal.</summary>
public sealed class RehearsedTelemetry : IAsyncLifetime, IDisposable
{
    public static readonly LocalDate Date = new(2026, 3, 5);
    private readonly TempFolder files = new();

    internal Overheard Heard { get; } = new();

    internal List<JournalEvent> Events { get; } = [];

    internal DayReport Day { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var clock = new ManualClock(Instant.FromUtc(2026, 11, 20, 16, 0));
        var state = Path.Combine(files.FullPath, "state");
        var app = TradingApp.Create(clock, static count => new byte[count]);
        var request = new RehearsalRequest(
            Date, 1, new DeskTerms(MarketFactory.Synthetic, 1, 100_000m), state, Speed: null, DryRun: false, new HashSet<string>(StringComparer.Ordinal), []);
        await Heard.ToAsync(async () => Day = Assert.Single((await Rehearser.RunAsync(app, request, new QuietProgress(), default)).Days));
        using var folder = DeskFolder.Open(state, clock, Durability.Process);
        await foreach (var happened in new JournalReader(folder.Store).OnAsync(Date, default))
        {
            Events.Add(happened);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        Heard.Dispose();
        files.Dispose();
    }
}

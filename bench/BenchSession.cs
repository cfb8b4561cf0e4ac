using System.Net;
using Microsoft.AspNetCore.Builder;
using NodaTime;
using Trading.Control;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Embedded.Verbs;
using Trading.Functions.Embedded;
using Trading.Time;

namespace Trading.Bench;

/// <summary>A trading day that runs an hour a second behind its routes.</summary>
internal sealed class BenchSession : IRehearsalProgress, IAsyncDisposable
{
    private const double HourASecond = 3600;
    private static readonly LocalTime SettledAt = new(9, 35);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stop = new();
    private readonly DeskFolder folder;
    private readonly Desk desk;
    private readonly WebApplication server;
    private readonly Task day;
    private int cycles;

    private BenchSession(DeskFolder folder, Desk desk, WebApplication server, RehearsalRequest request, VirtualClock clock)
    {
        (this.folder, this.desk, this.server) = (folder, desk, server);
        day = Task.Run(() => new RehearsalRunner(desk, clock, request, TimeProvider.System).RunAsync(this, stop.Token));
    }

    public Uri Address => new(server.Urls.First());

    public int Cycles => Volatile.Read(ref cycles);

    public static async Task<BenchSession> StartAsync(string bars)
    {
        var (date, state) = (BenchFolder.Through, Path.Combine(bars, "state"));
        var request = new RehearsalRequest(date, 1, new DeskTerms(bars, 1, 100_000m), state, HourASecond, DryRun: false, new HashSet<string>(StringComparer.Ordinal), Kills: []);
        var clock = new VirtualClock(NewYork.StartOf(date) - Duration.FromSeconds(1));
        var app = TradingApp.Create(TimeProvider.System, static _ => throw new InvalidOperationException("a benchmark adds no operators"));
        var (source, reference) = MarketFactory.Open(request.Terms, date, date);
        var held = DeskFolder.Open(state, clock, Durability.Process);
        var made = new Desk(app, new DeskSetup(held, clock, source, reference, request.Terms.Cash, request.Skip, new QuietNotifier()) { Settings = DeskSettings.None });
        var web = DeskWeb.Build(new ServeRequest(state, bars, IPAddress.Loopback, 0), static _ => { });
        DeskWeb.Open(web, made, made.Make(app.Guard));
        await web.StartAsync().ConfigureAwait(false);
        return new BenchSession(held, made, web, request, clock);
    }

    /// <summary>Waits until the session is open and has had its first cycles.</summary>
    /// <exception cref="InvalidOperationException">The day ended before.</exception>
    public async Task OpenAsync()
    {
        if (await Task.WhenAny(opened.Task, day).ConfigureAwait(false) == day)
        {
            await day.ConfigureAwait(false);
            throw new InvalidOperationException("the day ended without a cycle");
        }
    }

    public void At(LocalDate date, Instant now)
    {
    }

    public void Fired(string function, Instant now)
    {
        if (function == "ExecutionCycle" && NewYork.TimeOf(now).TimeOfDay >= SettledAt)
        {
            Interlocked.Increment(ref cycles);
            opened.TrySetResult();
        }
    }

    public void Done(DayReport day)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(day).ConfigureAwait(false);
        await server.DisposeAsync().ConfigureAwait(false);
        desk.Dispose();
        folder.Dispose();
        stop.Dispose();
    }
}

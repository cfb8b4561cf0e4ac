using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using NodaTime;
using Trading.Control.Operators;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Embedded.Verbs;
using Trading.Functions.Embedded;
using Trading.Journal;
using Trading.Time;

namespace Trading.Tests.Support;

/// <summary>A desk behind its routes, in this process and on a clock that stands still: the real functions, the real door, a real socket. Its timers do not run.</summary>
internal sealed class ServedDesk : IAsyncDisposable
{
    private readonly TempFolder files;
    private readonly DeskFolder folder;
    private readonly Desk desk;
    private readonly WebApplication server;
    private byte next;

    private ServedDesk(TempFolder files, ManualClock clock, DeskFolder folder, Desk desk, WebApplication server) =>
        (this.files, Clock, this.folder, this.desk, this.server) = (files, clock, folder, desk, server);

    public ManualClock Clock { get; }

    public HttpClient Client { get; } = new();

    public static async Task<ServedDesk> OpenAsync()
    {
        var (files, clock) = (new TempFolder(), new ManualClock(Instant.FromUtc(2026, 3, 5, 16, 0)));
        var (state, today) = (Path.Combine(files.FullPath, "state"), NewYork.DateOf(clock.Now));
        var app = TradingApp.Create(clock, RandomNumberGenerator.GetBytes);
        var terms = new DeskTerms(MarketFactory.Synthetic, 1, 100_000m);
        var (bars, reference) = MarketFactory.Open(terms, today, today);
        var held = DeskFolder.Open(state, clock, Durability.Process);
        var made = new Desk(app, new DeskSetup(held, clock, bars, reference, terms.Cash, new HashSet<string>(StringComparer.Ordinal), new SilentNotifier()) { HasTelemetry = true });
        await made.Host.StartAsync(default);
        var web = DeskWeb.Build(new ServeRequest(state, null, System.Net.IPAddress.Loopback, 0), static _ => { });
        DeskWeb.Open(web, made, made.Make(app.Guard));
        await web.StartAsync();
        var served = new ServedDesk(files, clock, held, made, web);
        served.Client.BaseAddress = new Uri(web.Urls.Single());
        return served;
    }

    public T Get<T>()
        where T : notnull => desk.Get<T>();

    /// <summary>Adds an operator and gives the token.</summary>
    public async Task<string> AddAsync(string name, Role role, string device = "main")
    {
        var random = new byte[OperatorRegister.RandomBytes];
        random.AsSpan().Fill(++next);
        Assert.Null(await Get<OperatorRegister>().AddAsync(name, role, device, random, default));
        return OperatorToken.Write(random.AsSpan(0, OperatorToken.Bytes));
    }

    /// <summary>Asks, and gives the status and the answer's JSON.</summary>
    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? token = null, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "text/plain");
        using var answer = await Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public Task<(int Status, JsonElement Body)> PostAsync(string path, string? token, string body = "{}") => SendAsync(HttpMethod.Post, path, token, body);

    /// <summary>All that the desk ever wrote, except its journal, in order: what a refusal must leave as it was.</summary>
    public List<string> Writes()
    {
        var copy = files.Write("copy.log", string.Empty);
        File.WriteAllBytes(copy, Read(Path.Combine(files.FullPath, "state", "tables", "records.log")));
        var writes = new List<string>();
        using var log = RecordLog.Open(copy, toDisk: false, payload =>
        {
            for (var reader = new FrameReader(payload); !reader.AtEnd;)
            {
                var change = Change.Read(ref reader);
                writes.AddRange(change is BlobAppended { Container: JournalWriter.Container } ? [] : [change.ToString()]);
            }
        });
        return writes;
    }

    /// <summary>Whether any file of the state folder holds a text.</summary>
    public bool Holds(string text) => Files().Any(file => Encoding.UTF8.GetString(Read(file)).Contains(text, StringComparison.Ordinal));

    /// <summary>The day's events of a kind.</summary>
    public async Task<List<JournalEvent>> EventsAsync(string kind)
    {
        var events = new List<JournalEvent>();
        await foreach (var each in Get<JournalReader>().OnAsync(NewYork.DateOf(Clock.Now), default))
        {
            if (each.Kind == kind)
            {
                events.Add(each);
            }
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
        desk.Dispose();
        folder.Dispose();
        files.Dispose();
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(files.FullPath, "*", SearchOption.AllDirectories).Where(static file => !file.EndsWith("/lock", StringComparison.Ordinal));

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}

using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Trading.Control.Operators;
using Trading.Functions.Http;
using Trading.Functions.Http.Door;
using Trading.Journal;
using Trading.Operations;
using Trading.Tests.Support;

namespace Trading.Tests.Functions.Door;

/// <summary>The door in front of sample functions, with operators whose tokens the test knows.</summary>
internal sealed class DoorDesk : IDisposable
{
    private readonly JournalWriter journal;
    private readonly RequestPipeline pipeline;
    private byte next;

    public DoorDesk(DoorOptions? options = null)
    {
        Store = new MemoryStore(Clock);
        journal = new JournalWriter(Store, Clock);
        Book = new OperatorBook(Store);
        Register = new OperatorRegister(Book, journal, new Alerts(Store, journal, new SilentNotifier(), Clock), Clock);
        var routes = new RouteTable([typeof(DoorSamples)]);
        var door = new RequestDoor(routes, Book, new FailedAttempts(Clock), options ?? new DoorOptions { LoopbackIsPerson = true });
        pipeline = new RequestPipeline(door, routes, new RefusalLog(journal, Clock, NullLogger<RefusalLog>.Instance), new Snapshots(Clock), NullLogger<RequestPipeline>.Instance);
    }

    public ManualClock Clock { get; } = new(Instant.FromUtc(2026, 11, 20, 15, 0));

    public MemoryStore Store { get; }

    public OperatorBook Book { get; }

    public OperatorRegister Register { get; }

    /// <summary>How often a function ran.</summary>
    public int Ran { get; private set; }

    /// <summary>Adds an operator and gives the header that shows the token.</summary>
    public async Task<string> AddAsync(string name, Role role, string device = "main")
    {
        var random = new byte[OperatorRegister.RandomBytes];
        random.AsSpan().Fill(++next);
        Assert.Null(await Register.AddAsync(name, role, device, random, default));
        return $"Bearer {OperatorToken.Write(random.AsSpan(0, OperatorToken.Bytes))}";
    }

    /// <summary>The status, the code of a problem, and the response.</summary>
    public async Task<(int Status, string? Code, HttpResponse Response)> AskAsync(
        string function, string? authorization = null, string address = "127.0.0.1", string host = "localhost:7071", string method = "GET", Action<HttpContext>? change = null)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Host, context.Connection.RemoteIpAddress) = (method, new HostString(host), IPAddress.Parse(address));
        if (authorization is not null)
        {
            context.Request.Headers.Authorization = authorization;
        }

        change?.Invoke(context);
        var answer = await pipeline.AnswerAsync(function, context, () =>
        {
            Ran++;
            return Task.FromResult<IResult?>(Results.Ok());
        });
        var problem = (answer as IValueHttpResult)?.Value as ProblemLine;
        return (problem?.Status ?? ((IStatusCodeHttpResult)answer).StatusCode ?? 200, problem?.Type, context.Response);
    }

    public Task<(int Status, string? Code, HttpResponse Response)> PostAsync(string function, string? authorization = null, string address = "127.0.0.1", Action<HttpContext>? change = null) =>
        AskAsync(function, authorization, address, method: "POST", change: change);

    /// <summary>The journal's events, in order.</summary>
    public async Task<List<JournalEvent>> JournalAsync()
    {
        var events = new List<JournalEvent>();
        await foreach (var each in new JournalReader(Store).OnAsync(new LocalDate(2026, 11, 20), default))
        {
            events.Add(each);
        }

        return events;
    }

    /// <summary>All that the store holds, as text.</summary>
    public async Task<string> EverythingAsync()
    {
        var text = new StringBuilder();
        foreach (var blob in await ((Trading.Storage.IBlobs)Store).ListAsync("journal", string.Empty, default))
        {
            text.Append(Encoding.UTF8.GetString((await ((Trading.Storage.IBlobs)Store).ReadAsync("journal", blob.Name, default))!.Content.Span));
        }

        foreach (var each in await ((Trading.Storage.IRecords)Store).QueryAsync("operators", "desk", string.Empty, default))
        {
            text.Append(each.Json);
        }

        return text.ToString();
    }

    public void Dispose() => journal.Dispose();
}

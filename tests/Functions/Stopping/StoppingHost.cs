using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Embedded.Market.Csv;
using Trading.Embedded.Runtime;
using Trading.Embedded.Runtime.Catalog;
using Trading.Execution;
using Trading.Functions.Composition;
using Trading.Functions.Http;
using Trading.Market;
using Trading.Operations;
using Trading.Orders;
using Trading.Reconciliation;
using Trading.Scanning;
using Trading.Storage;
using Trading.Tests.Shared.Execution;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Functions.Stopping;

/// <summary>The functions themselves in the embedded host, on a clock that is stepped by hand, around a broker that does as it is told. 10:30 on 7 October 2013, AIG on the watchlist.</summary>
internal sealed class StoppingHost : IDisposable
{
    private readonly ServiceProvider services;
    private readonly FunctionHost host;

    private StoppingHost(MemoryStore store, FakeBroker broker, ManualClock clock)
    {
        (Store, Broker, Clock) = (store, broker, clock);
        var market = new FakeMarket(clock);
        market.Prices[Symbol.Parse("AIG")] = 50m;
        market.Prices[Symbol.Parse("SPY")] = 150m;
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton<IRecords>(store);
        collection.AddSingleton<IBlobs>(store);
        collection.AddSingleton<IBroker>(broker);
        collection.AddSingleton<IMarketData>(market);
        collection.AddSingleton<IScanReference>(ReferenceFiles.Of(Path.GetTempPath()));
        collection.AddSingleton<INotifier>(new SilentNotifier());
        collection.AddSingleton(new ProcessName("test"));
        collection.AddTrading();
        services = collection.BuildServiceProvider();
        host = new FunctionHost(FunctionCatalog.Discover(typeof(TradingServices).Assembly), services, store, clock, new FunctionHostOptions());
    }

    public MemoryStore Store { get; }

    public FakeBroker Broker { get; }

    public ManualClock Clock { get; }

    public DurableTaskClient Client => host.Client;

    public OrderBookView Book => Get<OrderBook>().View;

    /// <summary>A desk that trades, with its loop under way.</summary>
    public static async Task<StoppingHost> StartAsync()
    {
        var clock = new ManualClock(NewYork.At(Shared.Orders.Desk.Date, new LocalTime(10, 30)));
        var desk = new StoppingHost(new MemoryStore(clock), new FakeBroker(clock), clock);
        await desk.host.StartAsync(default);
        await desk.Get<TradingGates>().SetDryRunAsync(false, "test", "trade", default);
        await desk.Get<TradingGates>().ApproveAsync("test", "trade", default);
        await desk.Get<Reconciler>().RunAsync(withPositions: true, "reconcile-test", default);
        using var watch = new CycleDesk(store: desk.Store, broker: desk.Broker, clock: clock);
        await watch.WatchAsync(Shared.Orders.Desk.Date, CycleDesk.Candidate());
        return desk;
    }

    /// <summary>The same desk under a new process.</summary>
    public async Task<StoppingHost> RestartAsync()
    {
        var next = new StoppingHost(Store, Broker, Clock);
        await next.host.StartAsync(default);
        return next;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A function's class, with what it needs.</summary>
    public T Make<T>() => ActivatorUtilities.CreateInstance<T>(services);

    /// <summary>Lets everything that falls due in this time happen.</summary>
    public async Task PassAsync(Duration time)
    {
        var end = Clock.Now + time;
        while (host.NextDue is { } due && due <= end)
        {
            Clock.Now = Instant.Max(Clock.Now, due);
            await host.RunDueAsync(Clock.Now, default);
        }

        Clock.Now = end;
    }

    /// <summary>A request of anna's, through the door already.</summary>
    public static HttpRequest Request(string body = "")
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        RequestCaller.Set(context, new Caller("anna", Role.Operator, "laptop"));
        return context.Request;
    }

    /// <summary>What a route answered.</summary>
    public static async Task<(int Status, JsonElement Body)> ReadAsync(Task<IResult> answer)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Response.Body = body;
        await (await answer).ExecuteAsync(context);
        return (context.Response.StatusCode, JsonDocument.Parse(body.ToArray()).RootElement);
    }

    public async Task<IReadOnlyList<string>> LoopsAsync()
    {
        var alive = new List<string>();
        await foreach (var one in Client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending], InstanceIdPrefix: "execution-")))
        {
            alive.Add(one.InstanceId);
        }

        return alive;
    }

    public void Dispose()
    {
        host.Dispose();
        services.Dispose();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Trading.Embedded.Broker;
using Trading.Embedded.Market;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Simulator.Broking;
using Trading.Embedded.Simulator.Faults;
using Trading.Embedded.Simulator.Feed;
using Trading.Embedded.Simulator.Http;
using Trading.Operations.Alerting;
using Trading.Storage;
using Trading.Time;

namespace Trading.Embedded.Simulator;

/// <summary>
/// The simulated broker and market behind the paths and the JSON of Alpaca's trading and market data APIs, on a socket, so that its own clients
/// trade here with no account. Nobody sees the future: each answer is as of the clock.
/// </summary>
internal sealed class AlpacaSimulator : IAsyncDisposable
{
    private const int MostBodyBytes = 64 * 1024;
    private readonly WebApplication server;
    private readonly SimulatedBroker broker;

    private AlpacaSimulator(WebApplication server, SimulatedBroker broker) => (this.server, this.broker) = (server, broker);

    /// <summary>Where it listens: the base address of both APIs.</summary>
    public Uri Address => new(server.Urls.First());

    /// <summary>Starts a simulator; it answers when this returns.</summary>
    /// <param name="bars">All bars, the future's too; only what has ended by the clock is shown.</param>
    /// <param name="state">Where the account is kept.</param>
    /// <param name="clock">The simulator's clock, which a route of its own can set.</param>
    /// <param name="options">Where to listen, and the account.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<AlpacaSimulator> StartAsync(IBarSource bars, IRecords state, SimulatorClock clock, SimulatorOptions options, CancellationToken cancellationToken)
    {
        var account = new SimulatedBroker(bars, state, clock, ExchangeCalendar.Nyse, options.Account);
        var web = Build(options, DoorOf(account, bars, clock, options));
        var simulator = new AlpacaSimulator(web, account);
        try
        {
            await web.StartAsync(cancellationToken).ConfigureAwait(false);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Up to when the account has been played; null when it is fresh.</summary>
    public ValueTask<Instant?> PlayedThroughAsync(CancellationToken cancellationToken) => broker.PlayedThroughAsync(cancellationToken);

    /// <summary>Waits until the process is told to stop.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => server.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync().ConfigureAwait(false);
        broker.Dispose();
    }

    private static WebApplication Build(SimulatorOptions options, SimulatorDoor door)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(new ErrorLog(new Redaction([]).Clean));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        });
        var web = builder.Build();
        web.Run(door.AnswerAsync);
        return web;
    }

    private static SimulatorDoor DoorOf(SimulatedBroker broker, IBarSource bars, SimulatorClock clock, SimulatorOptions options)
    {
        var calendar = ExchangeCalendar.Nyse;
        var market = new ClockedMarketData(bars, clock);
        var feed = new FeedBars(bars, calendar);
        var lastDay = new LastDay(bars, calendar);
        var routes = new AlpacaRoutes(
            new AccountRoutes(broker, lastDay, options.Account.Multiplier),
            new OrderRoutes(broker),
            new PositionRoutes(broker, lastDay),
            new ActivityRoutes(broker, calendar),
            new MarketRoutes(broker, market, calendar, clock),
            new BarRoutes(feed, clock),
            new LatestRoutes(market, feed, clock));
        var (faults, log) = (new FaultBook(), new RequestLog());
        var (trading, data) = (new RateWindow(clock, options.RequestsPerMinute), new RateWindow(clock, options.RequestsPerMinute));
        return new SimulatorDoor(routes, new ControlRoutes(broker, clock, faults, log), faults, log, trading, data, clock);
    }
}

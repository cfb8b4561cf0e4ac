using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime.Text;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Embedded.Checks;
using Trading.Embedded.Market;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Runtime;
using Trading.Embedded.Storage;
using Trading.Operations.Alerting;
using Trading.Scanning;
using Trading.Time;

namespace Trading.Embedded.Verbs;

/// <summary>The desk in real time: timers, orchestrations and routes in one process until it is told to stop.</summary>
internal static class DeskServer
{
    public static async Task RunAsync(FunctionApp app, ServeRequest request, CancellationToken cancellationToken)
    {
        if (request.Bars is { } bars)
        {
            // A folder of bars that is not there is said before a state folder is made.
            _ = new CsvBarFolder(bars);
        }

        if (request.StateFolder is { } asked && !Directory.Exists(asked))
        {
            OperatorLines.CheckAddress(request.Address, operators: 0, DeskPlace.Of(asked));
        }

        if (request.Broker == DeskTerms.Alpaca)
        {
            // So is an account that cannot be opened.
            await (await AccountVenue.OpenAsync(app, cancellationToken).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }

        var store = await DeskStart.OpenAsync(app, request.StateFolder, app.WallClock, Durability.Disk, cancellationToken).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var terms = request.TermsOf(await store.Memory.TermsAsync(cancellationToken).ConfigureAwait(false), store.Place);
        var (venue, reference) = await VenueAsync(app, terms, store, cancellationToken).ConfigureAwait(false);
        await using var leaving = venue.ConfigureAwait(false);
        await RunAsync(app, request, terms, new DeskSetup(store, app.WallClock, null, reference, terms.Cash, new HashSet<string>(StringComparer.Ordinal), new LineNotifier()) { Venue = venue, HasTelemetry = true }, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<(IDeskVenue Venue, IScanReference Reference)> VenueAsync(FunctionApp app, DeskTerms terms, IDeskStore store, CancellationToken cancellationToken)
    {
        if (terms is { Broker: DeskTerms.Alpaca, Bars: DeskTerms.Alpaca })
        {
            return (await AccountVenue.OpenAsync(app, cancellationToken).ConfigureAwait(false), new ScanReference(static () => Sectors.Unknown, static () => null));
        }

        var today = NewYork.DateOf(app.WallClock.Now());
        var (bars, reference) = MarketFactory.Open(terms, today, today.PlusYears(1));
        if (terms.Broker != DeskTerms.Alpaca)
        {
            return (new SimulatedVenue(bars, store.Records, app.WallClock, terms.Cash), reference);
        }

        var account = await AccountVenue.OpenAsync(app, cancellationToken).ConfigureAwait(false);
        account.TakeDailyBarsOf(bars, app.WallClock);
        return (account, reference);
    }

    private static async Task RunAsync(FunctionApp app, ServeRequest request, DeskTerms terms, DeskSetup setup, CancellationToken cancellationToken)
    {
        var store = setup.Store;
        using var desk = new Desk(app, setup);
        var operators = await desk.Get<OperatorBook>().ListAsync(cancellationToken).ConfigureAwait(false);
        OperatorLines.CheckAddress(request.Address, operators.Count, store.Place);
        await LimitCheck.RefuseAsync(desk, cancellationToken).ConfigureAwait(false);
        await PrepareAsync(desk, terms, app.WallClock, cancellationToken).ConfigureAwait(false);
        var server = DeskWeb.Build(request, services => AddHosted(services, desk, app.WallClock));
        await using (server.ConfigureAwait(false))
        {
            DeskWeb.Open(server, desk, desk.Make(app.Guard));
            await server.StartAsync(cancellationToken).ConfigureAwait(false);
            Console.Error.WriteLine($"serving {string.Join(" ", server.Urls)} from {store.Place.Name}: bars {terms.Bars}, {desk.Venue.Name}, dry run; stop with Ctrl+C");
            foreach (var line in OperatorLines.Of(operators, request.Address, store.Place))
            {
                Console.Error.WriteLine(line);
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, store.Lost);
            await server.WaitForShutdownAsync(either.Token).ConfigureAwait(false);
            Console.Error.WriteLine(store.Lost.IsCancellationRequested ? $"stopped: another desk took {store.Place.Name} over" : $"stopped; all that happened is in {store.Place.Name}");
        }
    }

    // What listens starts first and stops last.
    private static void AddHosted(IServiceCollection services, Desk desk, TimeProvider clock)
    {
        services.AddSingleton(desk.Get<Redaction>());
        foreach (var hosted in desk.Get<IEnumerable<IHostedService>>())
        {
            services.AddSingleton(hosted);
        }

        services.AddHostedService(provider => new FunctionHostService(desk.Host, clock, provider.GetRequiredService<ILogger<FunctionHostService>>()));
    }

    private static async Task PrepareAsync(Desk desk, DeskTerms terms, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await desk.Memory.StandsAtAsync(cancellationToken).ConfigureAwait(false) is { } stands && stands.At > clock.Now())
        {
            throw new RefusedException($"{desk.Store.Place.Name} was rehearsed up to {LocalDatePattern.Iso.Format(stands.Date)}, which has not come yet: {desk.Store.Place.Another}");
        }

        await desk.BindAsync(cancellationToken).ConfigureAwait(false);
        await desk.Memory.RememberAsync(terms, cancellationToken).ConfigureAwait(false);
        await desk.Get<TradingGates>().SetDryRunAsync(on: true, "serve", "serve starts in dry run", cancellationToken).ConfigureAwait(false);
    }
}

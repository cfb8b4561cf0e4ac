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

        var store = await DeskStart.OpenAsync(app, request.StateFolder, app.WallClock, Durability.Disk, cancellationToken).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        await RunAsync(app, request, store, cancellationToken).ConfigureAwait(false);
    }

    private static async Task RunAsync(FunctionApp app, ServeRequest request, IDeskStore store, CancellationToken cancellationToken)
    {
        var terms = request.TermsOf(await store.Memory.TermsAsync(cancellationToken).ConfigureAwait(false), store.Place);
        var today = NewYork.DateOf(app.WallClock.Now());
        var (bars, reference) = MarketFactory.Open(terms, today, today.PlusYears(1));
        using var desk = new Desk(app, new DeskSetup(store, app.WallClock, bars, reference, terms.Cash, new HashSet<string>(StringComparer.Ordinal), new LineNotifier()));
        var operators = await desk.Get<OperatorBook>().ListAsync(cancellationToken).ConfigureAwait(false);
        OperatorLines.CheckAddress(request.Address, operators.Count, store.Place);
        await LimitCheck.RefuseAsync(desk, cancellationToken).ConfigureAwait(false);
        await PrepareAsync(desk, terms, app.WallClock, cancellationToken).ConfigureAwait(false);
        var server = DeskWeb.Build(request, services => services.AddHostedService(
            provider => new FunctionHostService(desk.Host, app.WallClock, provider.GetRequiredService<ILogger<FunctionHostService>>())));
        await using (server.ConfigureAwait(false))
        {
            DeskWeb.Open(server, desk, desk.Make(app.Guard));
            await server.StartAsync(cancellationToken).ConfigureAwait(false);
            Console.Error.WriteLine($"serving {string.Join(" ", server.Urls)} from {store.Place.Name}: bars {terms.Bars}, simulated broker, dry run; stop with Ctrl+C");
            foreach (var line in OperatorLines.Of(operators, request.Address, store.Place))
            {
                Console.Error.WriteLine(line);
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, store.Lost);
            await server.WaitForShutdownAsync(either.Token).ConfigureAwait(false);
            Console.Error.WriteLine(store.Lost.IsCancellationRequested ? $"stopped: another desk took {store.Place.Name} over" : $"stopped; all that happened is in {store.Place.Name}");
        }
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

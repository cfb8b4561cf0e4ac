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
using Trading.Time;

namespace Trading.Embedded.Verbs;

/// <summary>The desk in real time: timers, orchestrations and routes in one process until it is told to stop.</summary>
internal static class DeskServer
{
    public static async Task RunAsync(FunctionApp app, ServeRequest request, CancellationToken cancellationToken)
    {
        if (request.Bars is { } asked)
        {
            // A folder of bars that is not there is said before a state folder is made.
            _ = new CsvBarFolder(asked);
        }

        if (!Directory.Exists(request.StateFolder))
        {
            OperatorLines.CheckAddress(request.Address, operators: 0, request.StateFolder);
        }

        using var folder = DeskFolder.Open(request.StateFolder, app.WallClock, Durability.Disk);
        await folder.EnsureSchemaAsync(cancellationToken).ConfigureAwait(false);
        var terms = request.TermsOf(await folder.Memory.TermsAsync(cancellationToken).ConfigureAwait(false));
        var today = NewYork.DateOf(app.WallClock.Now());
        var (bars, reference) = MarketFactory.Open(terms, today, today.PlusYears(1));
        using var desk = new Desk(app, new DeskSetup(folder, app.WallClock, bars, reference, terms.Cash, new HashSet<string>(StringComparer.Ordinal), new LineNotifier()) { HasTelemetry = true });
        var operators = await desk.Get<OperatorBook>().ListAsync(cancellationToken).ConfigureAwait(false);
        OperatorLines.CheckAddress(request.Address, operators.Count, request.StateFolder);
        await LimitCheck.RefuseAsync(desk, cancellationToken).ConfigureAwait(false);
        await PrepareAsync(desk, terms, app.WallClock, cancellationToken).ConfigureAwait(false);
        var server = DeskWeb.Build(request, services => AddHosted(services, desk, app.WallClock));
        await using (server.ConfigureAwait(false))
        {
            DeskWeb.Open(server, desk, desk.Make(app.Guard));
            await server.StartAsync(cancellationToken).ConfigureAwait(false);
            Console.Error.WriteLine($"serving {string.Join(" ", server.Urls)} from {request.StateFolder}: bars {terms.Bars}, simulated broker, dry run; stop with Ctrl+C");
            foreach (var line in OperatorLines.Of(operators, request.Address, request.StateFolder))
            {
                Console.Error.WriteLine(line);
            }

            await server.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            Console.Error.WriteLine("stopped; all that happened is in the state folder");
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
            throw new RefusedException($"this state was rehearsed up to {LocalDatePattern.Iso.Format(stands.Date)}, which has not come yet: name another --state folder");
        }

        await desk.BindAsync(cancellationToken).ConfigureAwait(false);
        await desk.Memory.RememberAsync(terms, cancellationToken).ConfigureAwait(false);
        await desk.Get<TradingGates>().SetDryRunAsync(on: true, "serve", "serve starts in dry run", cancellationToken).ConfigureAwait(false);
    }
}

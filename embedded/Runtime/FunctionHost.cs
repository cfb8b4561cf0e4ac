using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Trading.Embedded.Runtime.Catalog;
using Trading.Embedded.Runtime.Durable;
using Trading.Embedded.Runtime.Http;
using Trading.Embedded.Runtime.Timers;
using Trading.Storage;
using Trading.Time;

namespace Trading.Embedded.Runtime;

/// <summary>
/// Runs the functions of an assembly on one machine: timers by their cron expressions (UTC), durable orchestrations with their history in
/// records, and HTTP routes. A driver steps it from one due instant to the next, on one thread and in a fixed order;
/// <see cref="FunctionHostService"/> runs it in real time. The records belong to one process at a time.
/// </summary>
public sealed class FunctionHost : IDisposable
{
    private readonly FunctionCatalog catalog;
    private readonly FunctionInvoker invoker;
    private readonly FunctionHostOptions options;
    private readonly ILogger logger;
    private readonly TimeProvider clock;

    /// <summary>Finds the functions and checks them.</summary>
    /// <param name="functions">The assembly that holds the functions.</param>
    /// <param name="services">Makes the functions' classes; its ILoggerFactory, if it has one, is used.</param>
    /// <param name="records">Holds the tables "timers", "instances" and "history".</param>
    /// <param name="clock">Gives the time of everything that is recorded.</param>
    /// <param name="options">What the driver sets, or null.</param>
    /// <exception cref="FunctionCatalogException">The functions cannot be hosted; one line lists every fault.</exception>
    public FunctionHost(Assembly functions, IServiceProvider services, IRecords records, TimeProvider clock, FunctionHostOptions? options = null)
        : this(FunctionCatalog.Discover(functions), services, records, clock, options)
    {
    }

    internal FunctionHost(FunctionCatalog catalog, IServiceProvider services, IRecords records, TimeProvider clock, FunctionHostOptions? options)
    {
        this.catalog = catalog;
        this.clock = clock;
        this.options = options ?? new FunctionHostOptions();
        var loggers = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        logger = loggers.CreateLogger("Trading.Functions");
        invoker = new FunctionInvoker(services);
        Engine = new OrchestrationEngine(catalog, invoker, new InstanceBook(new InstanceStore(records)), clock, this.options, loggers);
        Activities = new ActivityRunner(catalog, invoker, this.options, logger);
        Client = invoker.Client = new EmbeddedDurableClient(Engine, catalog, clock, this.options);
        var statuses = new RecordTable<TimerStatus>(records, "timers");
        Timers = [.. catalog.OfKind(FunctionKind.Timer).Select(function => new TimerFunction(function, invoker, statuses, this.options, logger))];
    }

    /// <summary>The client of the orchestrations, as functions get it.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>The names and kinds of the functions, in ordinal order of the names.</summary>
    public IReadOnlyList<(string Name, FunctionKind Kind)> Functions => [.. catalog.Functions.Select(function => (function.Name, function.Kind))];

    /// <summary>
    /// The earliest instant at which something is due: a timer, or a step, an activity or a timer of an orchestration. It lies in the past when
    /// something was missed or left undone; null when nothing will ever happen by itself.
    /// </summary>
    public Instant? NextDue
    {
        get
        {
            var due = Engine.NextDue;
            foreach (var timer in Timers)
            {
                due = due < timer.Next ? due : timer.Next;
            }

            return due is { } at ? Instant.FromDateTimeUtc(at) : null;
        }
    }

    internal IReadOnlyList<TimerFunction> Timers { get; }

    internal OrchestrationEngine Engine { get; }

    internal ActivityRunner Activities { get; }

    /// <summary>Reads how timers and orchestrations stand. A timer never seen before starts with its first occurrence after now.</summary>
    /// <exception cref="StorageException">The records cannot be read or written.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now().ToDateTimeUtc();
        foreach (var timer in Timers)
        {
            await timer.LoadAsync(now, cancellationToken).ConfigureAwait(false);
        }

        await Engine.LoadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs all that is due at or before <paramref name="now"/>, one after the other: first each timer once, in ordinal order of the functions'
    /// names, then orchestrations and their activities until they only wait. What a function throws is logged and observed, not thrown.
    /// </summary>
    /// <exception cref="StorageException">Something could not be recorded; it is due again.</exception>
    public async Task RunDueAsync(Instant now, CancellationToken cancellationToken)
    {
        var at = now.ToDateTimeUtc();
        foreach (var timer in Timers)
        {
            if (timer.Next <= at)
            {
                await timer.FireAsync(at, cancellationToken).ConfigureAwait(false);
            }
        }

        do
        {
            await Engine.StepDueAsync(at, cancellationToken).ConfigureAwait(false);
        }
        while (await RunActivityAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Maps the functions that answer requests. The route prefix is empty: each function spells its whole route.</summary>
    /// <param name="endpoints">Where to.</param>
    /// <param name="guard">What stands around them; null lets every request through.</param>
    public void MapRoutes(IEndpointRouteBuilder endpoints, HttpGuard? guard = null) => new HttpRoutes(catalog, invoker, options, guard, logger).Map(endpoints);

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();

    private async Task<bool> RunActivityAsync(CancellationToken cancellationToken)
    {
        if (await Engine.TakeAsync(cancellationToken).ConfigureAwait(false) is not { } work)
        {
            return false;
        }

        await RunAsync(work, cancellationToken).ConfigureAwait(false);
        return true;
    }

    internal async Task RunAsync(ActivityWork work, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await Activities.RunAsync(work, cancellationToken).ConfigureAwait(false);
            await Engine.AnswerAsync(work, answer, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await Engine.ReturnAsync(work).ConfigureAwait(false);
            throw;
        }
    }
}

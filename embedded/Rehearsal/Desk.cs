using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trading.Brokers;
using Trading.Control;
using Trading.Embedded.Runtime;
using Trading.Embedded.Storage;
using Trading.Execution;
using Trading.Operations.Alerting;
using Trading.Operations.Backups;
using Trading.Operations.Watchdogs;
using Trading.Time;

namespace Trading.Embedded.Rehearsal;

/// <summary>A desk on one machine: its store, its venue, the functions and all they need.</summary>
internal sealed class Desk : IDisposable
{
    private readonly ServiceProvider services;
    private readonly SimulatedVenue? own;

    /// <summary>Puts a desk together; nothing is written yet.</summary>
    public Desk(FunctionApp app, DeskSetup setup)
    {
        Store = setup.Store;
        Memory = Store.Memory;
        Tally = new FunctionTally(Store.Records, app.WallClock);
        Venue = setup.Venue ?? (own = new SimulatedVenue(setup.Bars ?? throw new ArgumentException("a simulated broker needs bars", nameof(setup)), Store.Records, setup.Clock, setup.Cash));
        services = Register(app, setup).BuildServiceProvider();
        Host = new FunctionHost(
            app.Functions, services, Store.Records, setup.Clock, new FunctionHostOptions { Suppress = setup.Skip.Contains, Observe = Tally.Observe });
    }

    public IDeskStore Store { get; }

    public DeskMemory Memory { get; }

    public FunctionTally Tally { get; }

    public IDeskVenue Venue { get; }

    public IBroker Broker => Venue.Broker;

    public FunctionHost Host { get; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Binds a fresh store to the account.</summary>
    /// <exception cref="RefusedException">The store is another account's; nothing was written.</exception>
    public async ValueTask BindAsync(CancellationToken cancellationToken)
    {
        if (await Get<AccountBinding>().BindAsync(Broker.Account, Get<DeskSettings>().Mode, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new RefusedException(refusal);
        }
    }

    /// <summary>Makes something of the desk's services.</summary>
    public T Make<T>(Func<IServiceProvider, T> make) => make(services);

    public void Dispose()
    {
        Host.Dispose();
        own?.Dispose();
        services.Dispose();
    }

    private ServiceCollection Register(FunctionApp app, DeskSetup setup)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        collection.AddSingleton<ILoggerProvider>(static provider => new ErrorLog(text => provider.GetRequiredService<Redaction>().Clean(text)));
        collection.AddSingleton(setup.Clock);
        collection.AddSingleton(Store.Records);
        collection.AddSingleton(Store.Blobs);
        collection.AddSingleton(Venue.Broker);
        collection.AddSingleton(Venue.Market);
        if (Venue.Feed is { } feed)
        {
            collection.AddSingleton(feed);
        }

        collection.AddSingleton(setup.Reference);
        collection.AddSingleton(setup.Notifier);
        collection.AddSingleton(TableSet.Desk.With(HostTables.All));

        // The lock of the state folder holds everybody else off.
        collection.AddSingleton(new ProcessName("embedded"));

        // The loop and the close of the books are the watchdog's to make up for, whoever skipped them; a skipped scan is a day without a watchlist.
        collection.AddSingleton(new WatchdogOptions { MakesUpScan = !setup.Skip.Contains(Jobs.Scan.Name) });
        if (setup.Settings is { } settings)
        {
            collection.AddSingleton(settings);
        }

        app.AddTrading(collection);
        if (setup.HasTelemetry)
        {
            app.AddTelemetry(collection);
        }

        return collection;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trading.Brokers;
using Trading.Control;
using Trading.Embedded.Broker;
using Trading.Embedded.Market;
using Trading.Embedded.Runtime;
using Trading.Market;
using Trading.Operations.Watchdogs;
using Trading.Time;

namespace Trading.Embedded.Rehearsal;

/// <summary>A desk on one machine: its store, the simulated broker, the functions and all they need.</summary>
internal sealed class Desk : IDisposable
{
    private readonly ServiceProvider services;

    /// <summary>Puts a desk together; nothing is written yet.</summary>
    public Desk(FunctionApp app, DeskSetup setup)
    {
        Store = setup.Store;
        Memory = Store.Memory;
        Tally = new FunctionTally(Store.Records, app.WallClock);
        Broker = new SimulatedBroker(setup.Bars, Store.Records, setup.Clock, ExchangeCalendar.Nyse, new SimulatedBrokerOptions { StartingCash = setup.Cash });
        services = Register(app, setup).BuildServiceProvider();
        Host = new FunctionHost(
            app.Functions, services, Store.Records, setup.Clock, new FunctionHostOptions { Suppress = setup.Skip.Contains, Observe = Tally.Observe });
    }

    public IDeskStore Store { get; }

    public DeskMemory Memory { get; }

    public FunctionTally Tally { get; }

    public SimulatedBroker Broker { get; }

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
        Broker.Dispose();
        services.Dispose();
    }

    private ServiceCollection Register(FunctionApp app, DeskSetup setup)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddProvider(new ErrorLog()).SetMinimumLevel(LogLevel.Warning));
        collection.AddSingleton(setup.Clock);
        collection.AddSingleton(Store.Records);
        collection.AddSingleton(Store.Blobs);
        collection.AddSingleton<IBroker>(Broker);
        collection.AddSingleton<IMarketData>(new ClockedMarketData(setup.Bars, setup.Clock));
        collection.AddSingleton(setup.Reference);
        collection.AddSingleton(setup.Notifier);

        // The loop and the close of the books are the watchdog's to make up for, whoever skipped them; a skipped scan is a day without a watchlist.
        collection.AddSingleton(new WatchdogOptions { MakesUpScan = !setup.Skip.Contains(Jobs.Scan.Name) });
        if (setup.Settings is { } settings)
        {
            collection.AddSingleton(settings);
        }

        app.AddTrading(collection);
        return collection;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Execution;
using Trading.Functions.Work;
using Trading.Functions.Loop;
using Trading.Journal;
using Trading.Operations;
using Trading.Operations.Health;
using Trading.Operations.Invariants;
using Trading.Operations.Preflights;
using Trading.Operations.Watchdogs;
using Trading.Orders;
using Trading.Reconciliation;
using Trading.Scanning;
using Trading.Storage;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Functions.Composition;

/// <summary>Puts the rooms of the domain together over the ports that a host has registered: records, blobs, broker, market data, notifier, clock.</summary>
public static class TradingServices
{
    /// <summary>Registers every room, each once for the process.</summary>
    public static void AddTrading(this IServiceCollection services)
    {
        AddFoundation(services);
        services.AddArchive();
        AddWatchlist(services);
        AddTradingRooms(services);
        AddBooks(services);
        AddOperations(services);
        services.AddControl();
        services.AddStopping();
        services.AddOperators();
        services.AddLimits();
        services.AddRisk();
        services.AddAlerting();
        services.AddQuality();
        services.AddCompliance();
        services.AddInquiry();
        services.AddBackups();
    }

    private static void AddFoundation(IServiceCollection services)
    {
        services.AddSingleton(ExchangeCalendar.Nyse);
        services.AddSingleton<JournalWriter>();
        services.AddSingleton<JournalReader>();
        services.AddSingleton<JournalAnchors>();
        services.AddSingleton<JournalCheck>();
        services.AddSingleton<JournalFeed>();
        services.AddSingleton<RunLedger>();
        services.AddSingleton<Alerts>();
        services.AddSingleton<JobRunner>();
    }

    private static void AddWatchlist(IServiceCollection services)
    {
        services.AddSingleton(ScanSettings.Default);
        services.AddSingleton(ScanFilters.All);
        services.AddSingleton<WatchlistStore>();
        services.AddSingleton<FreshnessGate>();
        services.AddSingleton<ScanJob>();
    }

    private static void AddTradingRooms(IServiceCollection services)
    {
        services.AddSingleton<LoopSwitch>();
        services.AddSingleton(provider => new OrderBook(provider.GetRequiredService<IRecords>(), AccountOf(provider)));
        services.AddSingleton<OrderGateway>();
        services.AddSingleton<ExecutionCycle>();
        services.AddSingleton<EntrySweep>();
        services.AddSingleton<LoopControl>();
    }

    private static void AddBooks(IServiceCollection services)
    {
        services.AddSingleton(provider => new FillBook(provider.GetRequiredService<IRecords>(), AccountOf(provider)));
        services.AddSingleton(provider => new DayBooks(provider.GetRequiredService<IRecords>(), AccountOf(provider)));
        services.AddSingleton(provider => new PositionsStore(provider.GetRequiredService<IRecords>(), AccountOf(provider)));
        services.AddSingleton<BookKeeper>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<DailyReport>();
        services.AddSingleton<EndOfDayJob>();
    }

    private static void AddOperations(IServiceCollection services)
    {
        services.AddSingleton(provider => Make<Preflight>(provider, RegimeFilter.Benchmark));
        services.AddSingleton(Checks);
        services.AddSingleton<RestartBudget>();
        services.TryAddSingleton(new WatchdogOptions());
        services.AddSingleton<Watchdog>();
        services.AddSingleton<SystemStatusReader>();
        services.AddSingleton<DayFactsReader>();
        services.AddSingleton<DeskJobs>();
    }

    private static HealthChecks Checks(IServiceProvider provider) => new(
        [
            Make<StoreCheck>(provider),
            Make<ClockCheck>(provider),
            Make<FeedCheck>(provider, RegimeFilter.Benchmark),
            Make<JobsCheck>(provider),
            Make<LoopCheck>(provider),
            Make<HeartbeatCheck>(provider),
            Make<PositionParityCheck>(provider),
            Make<JournalCheckup>(provider),
            Make<BackupCheck>(provider),
            Make<GatesCheck>(provider),
            Make<RiskCheck>(provider),
            .. provider.GetRequiredService<NightJob>().Work is null ? (IHealthCheck[])[] : [Make<BarsCheck>(provider)],
        ],
        provider.GetRequiredService<Alerts>(),
        provider.GetRequiredService<TimeProvider>());

    internal static T Make<T>(IServiceProvider provider, params object[] more) => ActivatorUtilities.CreateInstance<T>(provider, more);

    internal static string AccountOf(IServiceProvider provider) => provider.GetRequiredService<IBroker>().Account;
}

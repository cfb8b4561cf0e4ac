using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Execution;
using Trading.Functions.Settings;
using Trading.Functions.Work;
using Trading.Operations;
using Trading.Operations.Backups;
using Trading.Operations.Integrity;
using Trading.Operations.Retention;
using Trading.Risk.Limits;
using Trading.Storage;

namespace Trading.Functions.Composition;

/// <summary>Puts together snapshots, restores, retention and the second look.</summary>
internal static class BackupServices
{
    public static void AddBackups(this IServiceCollection services)
    {
        services.TryAddSingleton(TableSet.Desk);
        services.AddSingleton(provider => TradingServices.Make<SnapshotTaker>(provider, TradingServices.AccountOf(provider)));
        services.AddSingleton<BackupShelf>();
        services.AddSingleton<SnapshotProof>();
        services.AddSingleton(Configuration);
        services.AddSingleton(provider => TradingServices.Make<RestoreBook>(provider, TradingServices.AccountOf(provider)));
        services.AddSingleton<IStandingKillSource>(provider => provider.GetRequiredService<RestoreBook>());
        services.AddSingleton<InPlaceRestore>();
        services.AddSingleton(provider => TradingServices.Make<RestoreDesk>(provider, TradingServices.AccountOf(provider)));
        services.AddSingleton<NeededSince>();
        services.AddSingleton<RetentionJob>();
        services.AddSingleton<IntegrityLook>();
        services.AddSingleton<KeepingJobs>();
    }

    // A host that tells nobody rehearses: its configuration is its request.
    private static ConfigurationCopy Configuration(IServiceProvider provider) => new(
        provider.GetRequiredService<IBlobs>(),
        provider.GetRequiredService<LimitsBook>(),
        provider.GetRequiredService<OperatorBook>(),
        provider.GetRequiredService<INotifier>().TellsPeople ? () => Host(provider) : null,
        provider.GetRequiredService<TimeProvider>());

    private static HostConfiguration Host(IServiceProvider provider) => new(
        FunctionDirectory.Build,
        [
            .. provider.GetRequiredService<SettingReader>().Lines().Concat(CodeSettings.Of(provider.GetRequiredService<DeskOptions>()))
                .Select(line => new ConfigurationLine(line.Name, line.Value, line.Source)),
        ]);
}

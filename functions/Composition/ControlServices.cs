using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Brokers;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Execution;
using Trading.Journal;
using Trading.Operations;
using Trading.Storage;

namespace Trading.Functions.Composition;

/// <summary>Puts together the kill switch, its release by two, gates and the account that a state belongs to.</summary>
internal static class ControlServices
{
    public static void AddControl(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => DeskSettings.Read(Environment.GetEnvironmentVariable));
        services.TryAddSingleton(provider => new DeskOptions { Mode = provider.GetRequiredService<DeskSettings>().Mode });
        services.AddSingleton(Kill);
        services.AddSingleton(provider => TradingServices.Make<LiveGate>(provider, provider.GetRequiredService<IBroker>().Venue));
        services.AddSingleton(provider => TradingServices.Make<TradingGates>(provider, TradingServices.AccountOf(provider)));
        services.AddSingleton<GatesReader>();
        services.AddSingleton<AccountBinding>();
        services.AddSingleton<KillDesk>();
        services.AddSingleton<UnlockDesk>();
        services.AddSingleton<OperatorBook>();
        services.AddSingleton(provider => new TwoPersonRule(
            provider.GetRequiredService<IRecords>(),
            TradingServices.AccountOf(provider),
            provider.GetRequiredService<OperatorBook>(),
            provider.GetRequiredService<JournalWriter>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static KillSwitch Kill(IServiceProvider provider) => new(
        provider.GetRequiredService<IRecords>(),
        provider.GetRequiredService<IBlobs>(),
        TradingServices.AccountOf(provider),
        provider.GetRequiredService<JournalWriter>(),
        provider.GetRequiredService<Alerts>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<DeskSettings>().KillSwitch);
}

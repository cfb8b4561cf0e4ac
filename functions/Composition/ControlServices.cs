using Microsoft.Extensions.DependencyInjection;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Execution;
using Trading.Journal;
using Trading.Storage;

namespace Trading.Functions.Composition;

/// <summary>Puts together the kill switch, its release by two, gates and the account that a state belongs to.</summary>
internal static class ControlServices
{
    public static void AddControl(this IServiceCollection services)
    {
        services.AddSingleton(provider => TradingServices.Make<KillSwitch>(provider, TradingServices.AccountOf(provider)));
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
}

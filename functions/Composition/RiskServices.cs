using Microsoft.Extensions.DependencyInjection;
using Trading.Accounting;
using Trading.Control;
using Trading.Journal;
using Trading.Operations.Readings;
using Trading.Risk;
using Trading.Risk.Drawdowns;
using Trading.Risk.Figures;
using Trading.Risk.Var;
using Trading.Storage;
using Trading.Time;

namespace Trading.Functions.Composition;

/// <summary>Puts together what the desk may lose: drawdowns, value at risk.</summary>
internal static class RiskServices
{
    public static void AddRisk(this IServiceCollection services)
    {
        services.AddSingleton(provider => new EquityBook(
            provider.GetRequiredService<IRecords>(),
            TradingServices.AccountOf(provider),
            provider.GetRequiredService<DayBooks>(),
            provider.GetRequiredService<ExchangeCalendar>(),
            provider.GetRequiredService<JournalWriter>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RiskReset>();
        services.AddSingleton<RiskWatch>();
        services.AddSingleton<IStandingKillSource, LossesAsk>();
        services.AddSingleton<SectorBook>();
        services.AddSingleton<ReturnsBook>();
        services.AddSingleton<RiskReader>();
        services.AddSingleton<RiskDesk>();
        services.AddSingleton<IReadingSource, RiskReadings>();
    }
}

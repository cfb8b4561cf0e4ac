using Microsoft.Extensions.DependencyInjection;
using Trading.Accounting;
using Trading.Accounting.Kpis;
using Trading.Accounting.Pnl;
using Trading.Accounting.Quality;
using Trading.Operations.Readings;
using Trading.Storage;

namespace Trading.Functions.Composition;

/// <summary>Puts together execution quality, key figures, and profit and loss as people ask for it.</summary>
internal static class QualityServices
{
    public static void AddQuality(this IServiceCollection services)
    {
        services.AddSingleton<OpenDayReader>();
        services.AddSingleton(provider => new KpiBook(provider.GetRequiredService<IRecords>(), TradingServices.AccountOf(provider)));
        services.AddSingleton<KpiJob>();
        services.AddSingleton<EquityCurve>();
        services.AddSingleton<QualityBook>();
        services.AddSingleton<IReadingSource, QualityReadings>();
        services.AddSingleton<PnlRecompute>();
        services.AddSingleton<PnlReader>();
        services.AddSingleton<IEndOfDayStep>(provider => provider.GetRequiredService<KpiJob>());
        services.AddSingleton<IEndOfDayStep>(provider => provider.GetRequiredService<QualityBook>());
    }
}

using Microsoft.Extensions.DependencyInjection;
using Trading.Execution;
using Trading.Functions.Settings;
using Trading.Operations.Readings;
using Trading.Risk.Limits;

namespace Trading.Functions.Composition;

/// <summary>Puts together the limits: their file, their history, and raising them by two.</summary>
internal static class LimitsServices
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddSingleton(provider => TradingServices.Make<LimitsBook>(
            provider, TradingServices.AccountOf(provider), provider.GetRequiredService<DeskOptions>().Limits));
        services.AddSingleton<LimitDesk>();
        services.AddSingleton<IReadingSource, LimitReadings>();
        services.AddSingleton(new SettingReader(Environment.GetEnvironmentVariable));
    }
}

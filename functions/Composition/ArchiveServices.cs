using Microsoft.Extensions.DependencyInjection;
using Trading.Functions.Work;
using Trading.Market;
using Trading.Market.Archive;
using Trading.Market.Refresh;
using Trading.Market.Universe;
using Trading.Time;

namespace Trading.Functions.Composition;

/// <summary>Puts together the archive of bars and the night's refresh, where the host has registered a feed to fetch bars from; symbols and daily bars then come from the archive.</summary>
internal static class ArchiveServices
{
    public static void AddArchive(this IServiceCollection services)
    {
        services.AddSingleton<SetAside>();
        services.AddSingleton<ArchiveStore>();
        if (!services.Any(service => service.ServiceType == typeof(IBarFeed)))
        {
            services.AddSingleton(new NightJob(null));
            return;
        }

        services.AddSingleton(_ => UniverseSetting.Parse(Environment.GetEnvironmentVariable(UniverseSetting.Name)));
        services.AddSingleton(RefreshOptions.Default);
        services.AddSingleton<UniverseSource>();
        services.AddSingleton<ArchiveRefresh>();
        services.AddSingleton<NightlyResearch>();
        services.AddSingleton(provider => new NightJob(provider.GetRequiredService<NightlyResearch>()));
        PutBeforeLive(services);
    }

    private static void PutBeforeLive(IServiceCollection services)
    {
        var live = services.Last(service => service.ServiceType == typeof(IMarketData));
        services.Remove(live);
        services.AddSingleton<IMarketData>(provider => new ArchivedMarketData(
            provider.GetRequiredService<ArchiveStore>(), Make(live, provider), provider.GetRequiredService<ExchangeCalendar>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static IMarketData Make(ServiceDescriptor live, IServiceProvider provider) => (IMarketData)(
        live.ImplementationInstance ?? live.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, live.ImplementationType!));
}

using Microsoft.Extensions.DependencyInjection;
using Trading.Adapters.Broker;

namespace Trading.Functions.Adapters;

/// <summary>The account at the broker, and its market data.</summary>
internal static class VenueServices
{
    /// <summary>
    /// Registers broker, market data and the feed of daily bars. Nothing is asked of the broker before one of them is first resolved; that asks once, for the account's number, by which
    /// all that the desk keeps is filed.
    /// </summary>
    /// <exception cref="FormatException">A setting is missing or wrong; the message is one line that names it.</exception>
    public static void AddCloudVenue(this IServiceCollection services, Func<string, string?> setting)
    {
        var settings = AlpacaSettings.Read(setting);
        services.AddSingleton(provider => AlpacaVenue.OpenAsync(settings, provider.GetRequiredService<TimeProvider>(), CancellationToken.None).AsTask().GetAwaiter().GetResult());
        services.AddSingleton(static provider => provider.GetRequiredService<AlpacaVenue>().Broker);
        services.AddSingleton(static provider => provider.GetRequiredService<AlpacaVenue>().Market);
        services.AddSingleton(static provider => provider.GetRequiredService<AlpacaVenue>().Bars);
    }
}

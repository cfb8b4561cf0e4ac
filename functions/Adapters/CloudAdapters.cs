using Microsoft.Extensions.DependencyInjection;
using Trading.Adapters.Broker;

namespace Trading.Functions.Adapters;

/// <summary>What stands in the place of files and of the simulated broker.</summary>
internal static partial class CloudAdapters
{
    /// <summary>Registers the adapters for both hosts. Nothing is contacted before their first call.</summary>
    /// <exception cref="FormatException">A setting is missing or wrong; the message is one line that names it.</exception>
    public static void Add(IServiceCollection services, Func<string, string?> setting)
    {
        services.AddCloudStore(setting);
        services.AddCloudVenue(setting);
    }

    /// <summary>What is missing or wrong of the settings, a line each that names it. Nothing is contacted.</summary>
    public static IEnumerable<string> Faults(Func<string, string?> setting) =>
        new Action[] { () => StoreServices.SettingsOf(setting), () => AlpacaSettings.Read(setting) }.Select(FaultOf).OfType<string>();

    private static string? FaultOf(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }
}

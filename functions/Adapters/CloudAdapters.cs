using Microsoft.Extensions.DependencyInjection;

namespace Trading.Functions.Adapters;

/// <summary>What stands in the place of files and of the simulated broker.</summary>
internal static partial class CloudAdapters
{
    /// <summary>Registers the adapters for both hosts. Nothing is contacted before their first call.</summary>
    /// <exception cref="FormatException">A setting is missing or wrong; the message is one line that names it.</exception>
    public static void Add(IServiceCollection services, Func<string, string?> setting) => services.AddCloudStore(setting);
}

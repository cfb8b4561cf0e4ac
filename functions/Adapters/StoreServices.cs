using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Trading.Adapters.Storage;
using Trading.Storage;

namespace Trading.Functions.Adapters;

/// <summary>The store in the cloud, or the emulator of it.</summary>
internal static class StoreServices
{
    /// <summary>Registers records and blobs. Nothing is asked of the store before the first call of theirs.</summary>
    /// <exception cref="FormatException">A setting is missing or wrong; the message is one line that names it.</exception>
    public static void AddCloudStore(this IServiceCollection services, Func<string, string?> setting)
    {
        var settings = SettingsOf(setting);
        services.AddSingleton(provider => new CloudStorePorts(settings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => provider.GetRequiredService<CloudStorePorts>().Records);
        services.AddSingleton(static provider => provider.GetRequiredService<CloudStorePorts>().Blobs);
    }

    /// <summary>The settings of the store.</summary>
    /// <exception cref="FormatException">One is missing or wrong.</exception>
    public static StorageSettings SettingsOf(Func<string, string?> setting)
    {
        var (settings, refusal) = StorageSettings.Read(setting);
        return settings ?? throw new FormatException(refusal);
    }
}

/// <summary>The two ports of one store.</summary>
internal sealed class CloudStorePorts
{
    private const int WriterBytes = 12;

    public CloudStorePorts(StorageSettings settings, TimeProvider clock) =>
        (Records, Blobs) = CloudStorage.Open(settings, clock, RandomNumberGenerator.GetHexString(WriterBytes * 2, lowercase: true));

    public IRecords Records { get; }

    public IBlobs Blobs { get; }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trading.Execution;
using Trading.Functions.Adapters;
using Trading.Functions.Composition;
using Trading.Functions.Http.Door;
using Trading.Operations;
using Trading.Scanning;

namespace Trading.Functions.AzureHost;

/// <summary>The functions as the platform's worker: settings first, then store and account, and only then does the platform hear that they are there.</summary>
internal static class AzureApp
{
    private const int MostBodyBytes = 16 * 1024;

    /// <returns>The exit code: 1 when the desk may not start; each reason has a line on standard error.</returns>
    public static async Task<int> RunAsync(string[] args, TimeProvider clock, Func<string, string?> setting)
    {
        try
        {
            StartSettings.Check(setting);
            using var host = Build(args, clock, setting);
            await DeskStart.PrepareAsync(host.Services, CancellationToken.None);
            await host.RunAsync();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            foreach (var reason in refused.Reasons)
            {
                Console.Error.WriteLine($"not started: {reason.ReplaceLineEndings(" ")}");
            }

            return 1;
        }
    }

    private static IHost Build(string[] args, TimeProvider clock, Func<string, string?> setting)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseWhen<RequestMiddleware>(RequestMiddleware.Concerns);
        builder.AddTelemetry(setting);

        // Nothing here is protected by keys of this machine.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.Configure<WorkerOptions>(static worker => worker.InputConverters.RegisterAt<CarriedThrough>(0));
        builder.Services.Configure<KestrelServerOptions>(static kestrel => kestrel.Limits.MaxRequestBodySize = MostBodyBytes);
        AddDesk(builder.Services, clock, setting);
        return builder.Build();
    }

    private static void AddDesk(IServiceCollection services, TimeProvider clock, Func<string, string?> setting)
    {
        services.AddSingleton(clock);
        CloudAdapters.Add(services, setting);
        services.AddSingleton<IScanReference, BlobReference>();
        services.AddSingleton<INotifier, LogNotifier>();
        services.AddSingleton(new ProcessName(RandomNumberGenerator.GetHexString(16)));
        services.AddSingleton(new DoorOptions { PlatformAuthenticates = setting("WEBSITE_AUTH_ENABLED") == "True" });
        services.AddTrading();
    }
}

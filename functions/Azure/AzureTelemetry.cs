using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Trading.Functions.AzureHost;

/// <summary>Sends logs, traces and meters to Application Insights when its connection string is set; by the app's identity where it has one, for the resource takes no keys.</summary>
internal static class AzureTelemetry
{
    public static void AddTelemetry(this FunctionsApplicationBuilder builder, Func<string, string?> setting)
    {
        var telemetry = builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults();
        if (setting("APPLICATIONINSIGHTS_CONNECTION_STRING") is { Length: > 0 } connection)
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = connection;
                options.Credential = setting("AZURE_CLIENT_ID") is { Length: > 0 } id ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id)) : null;
            });
        }
    }
}

using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Trading.Functions.Composition;
using Trading.Functions.Work;
using Trading.Journal;
using Trading.Telemetry;

namespace Trading.Functions.AzureHost;

/// <summary>Sends logs, traces and meters to Application Insights when its connection string is set; by the app's identity where it has one, for the resource takes no keys.</summary>
internal static class AzureTelemetry
{
    public static void AddTelemetry(this FunctionsApplicationBuilder builder, Func<string, string?> setting)
    {
        builder.Services.AddTelemetry();
        builder.Services.AddSingleton<IJournalListener, JournalLog>();

        // The desk first: what takes secrets out stands before the exporters, and the platform's name for the app wins over ours.
        var telemetry = builder.Services.AddOpenTelemetry();
        telemetry.AddDesk(FunctionDirectory.Build);
        telemetry.UseFunctionsWorkerDefaults();
        if (setting("APPLICATIONINSIGHTS_CONNECTION_STRING") is { Length: > 0 } connection)
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = connection;

                // Spans may be sampled when there are many; the journal's records are looked for one by one.
                options.EnableTraceBasedLogsSampler = false;
                options.Credential = setting("AZURE_CLIENT_ID") is { Length: > 0 } id ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id)) : null;
            });
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Trading.Journal;

namespace Trading.Telemetry.Otlp;

/// <summary>Sends traces, meters and logs to a collector. What is left is sent when the services are disposed.</summary>
public static class OtlpExport
{
    /// <summary>The setting that names the collector.</summary>
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Adds the export when a collector is set; nothing otherwise.</summary>
    /// <exception cref="FormatException">What is set is no address or no protocol; says what it wants.</exception>
    public static void AddOtlp(this IServiceCollection services, Func<string, string?> setting, string version)
    {
        if (setting(EndpointSetting) is not { Length: > 0 } endpoint)
        {
            return;
        }

        var address = Uri.TryCreate(endpoint, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
            ? parsed
            : throw new FormatException($"{EndpointSetting} wants the address of a collector, such as http://localhost:4318");
        var protocol = setting(ProtocolSetting) switch
        {
            null or "" or "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            "grpc" => OtlpExportProtocol.Grpc,
            _ => throw new FormatException($"{ProtocolSetting} wants http/protobuf or grpc"),
        };
        new Pipeline(services).AddDesk(version).UseOtlpExporter(protocol, address);

        // The host's own log shows warnings; the collector is told every event of the journal.
        services.AddLogging(static logging => logging.AddFilter<OpenTelemetryLoggerProvider>(typeof(JournalLog).FullName, LogLevel.Information));
        services.AddSingleton<IJournalListener, JournalLog>();
        services.AddSingleton<IHostedService>(static provider => new Started(provider.GetRequiredService<TracerProvider>(), provider.GetRequiredService<MeterProvider>()));
    }

    private sealed record Pipeline(IServiceCollection Services) : IOpenTelemetryBuilder;

    /// <summary>Providers listen from the moment they are made; the services that hold them end them.</summary>
    private sealed record Started(TracerProvider Spans, MeterProvider Meters) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

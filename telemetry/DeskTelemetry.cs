using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Trading.Operations.Alerting;
using Trading.Operations.Telemetry;

namespace Trading.Telemetry;

/// <summary>What both hosts tell an exporter: the desk's spans and meters, and the logs, none of them with a secret.</summary>
public static class DeskTelemetry
{
    /// <summary>The service's name where OTEL_SERVICE_NAME gives no other.</summary>
    public const string Service = "trading-functions";

    /// <summary>Adds the desk to a pipeline. Call it before the exporters are added: what takes secrets out has to stand before them.</summary>
    /// <param name="builder">The pipeline; the services have a <see cref="Redaction"/>.</param>
    /// <param name="version">The program's version.</param>
    public static IOpenTelemetryBuilder AddDesk(this IOpenTelemetryBuilder builder, string version) => builder
        .ConfigureResource(resource => Describe(resource, version))
        .WithTracing(static spans => spans.AddSource(TelemetryNames.Source).AddProcessor(static services => new SpanRedaction(services.GetRequiredService<Redaction>())))
        .WithMetrics(static meters => meters.AddMeter(TelemetryNames.Source))
        .WithLogging(static logs => logs.AddProcessor(static services => new LogRedaction(services.GetRequiredService<Redaction>())));

    // What the environment names comes last and wins.
    private static void Describe(ResourceBuilder resource, string version) => resource.AddService(Service, serviceVersion: version, autoGenerateServiceInstanceId: false).AddEnvironmentVariableDetector();
}

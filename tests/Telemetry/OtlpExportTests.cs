using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Trading.Journal;
using Trading.Operations;
using Trading.Operations.Alerting;
using Trading.Operations.Telemetry;
using Trading.Storage;
using Trading.Telemetry.Otlp;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Telemetry;

/// <summary>Traces, meters and logs reach a collector over a real socket when one is set, and nothing is there when none is.</summary>
[Collection(nameof(Overheard))]
public sealed class OtlpExportTests
{
    private static readonly string Secret = "Account" + "Key=c2VjcmV0c2VjcmV0c2VjcmV0";

    [Fact]
    public async Task All_three_signals_arrive_under_the_services_name_without_secrets()
    {
        await using var collector = await Collector.OpenAsync();
        var services = Services(name => name == OtlpExport.EndpointSetting ? collector.Address : null);
        await using (services)
        {
            // What the host starts is what listens.
            Assert.NotEmpty(services.GetServices<IHostedService>());
            using (var span = DeskSpans.Job(new JobRun(Jobs.Scan, new LocalDate(2026, 3, 5), null, "day", "scan-2026-03-05", 1)))
            {
                span.Ended(TelemetryWords.Failed, $"no bars: {Secret}");
            }

            DeskMeters.JobEnded("Scan", TelemetryWords.Failed, TimeSpan.FromSeconds(2));
            await services.GetRequiredService<JournalWriter>().AppendAsync("scan-failed", "scan-2026-03-05", new { Sentence = $"no bars: {Secret}" }, default);
        }

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], collector.Paths);
        Assert.All(collector.Paths, path => Assert.Contains("trading-functions", collector.At(path), StringComparison.Ordinal));
        Assert.All(collector.Paths, path => Assert.DoesNotContain("c2VjcmV0", collector.At(path), StringComparison.Ordinal));
        Assert.All(["trading.job", "scan-2026-03-05", "AccountKey=[redacted]"], text => Assert.Contains(text, collector.At("/v1/traces"), StringComparison.Ordinal));
        Assert.All(["trading.job.duration", "Scan"], text => Assert.Contains(text, collector.At("/v1/metrics"), StringComparison.Ordinal));
        Assert.All(
            [TelemetryNames.EventDimension, "scan-failed", TelemetryNames.CorrelationDimension, "scan-2026-03-05", TelemetryNames.DataDimension, "AccountKey=[redacted]"],
            text => Assert.Contains(text, collector.At("/v1/logs"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_registered()
    {
        await using var services = Services(static _ => null);
        Assert.Empty(services.GetServices<IHostedService>());
        Assert.Empty(services.GetServices<IJournalListener>());
    }

    [Theory]
    [InlineData("localhost:4318", null, "OTEL_EXPORTER_OTLP_ENDPOINT wants the address of a collector, such as http://localhost:4318")]
    [InlineData("file:///tmp", null, "OTEL_EXPORTER_OTLP_ENDPOINT wants the address of a collector, such as http://localhost:4318")]
    [InlineData("http://localhost:4318", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL wants http/protobuf or grpc")]
    public void What_is_set_wrongly_is_said_in_one_line(string endpoint, string? protocol, string line)
    {
        var services = new ServiceCollection();
        var fault = Assert.Throws<FormatException>(() => services.AddOtlp(name => name == OtlpExport.EndpointSetting ? endpoint : protocol, "1.0"));
        Assert.Equal(line, fault.Message);
        Assert.Empty(services);
    }

    private static ServiceProvider Services(Func<string, string?> setting)
    {
        var services = new ServiceCollection();
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton(new Redaction([]));
        services.AddSingleton<IBlobs>(new MemoryStore());
        services.AddSingleton<TimeProvider>(new ManualClock(Instant.FromUtc(2026, 3, 5, 14, 0)));
        services.AddSingleton<JournalWriter>();
        services.AddOtlp(setting, "1.0");
        return services.BuildServiceProvider();
    }
}

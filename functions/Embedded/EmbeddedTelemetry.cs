using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trading.Embedded;
using Trading.Functions.Composition;
using Trading.Functions.Work;
using Trading.Telemetry.Otlp;
using Trading.Telemetry.Prometheus;

namespace Trading.Functions.Embedded;

/// <summary>What a served desk shows to the outside: gauges, the text for Prometheus, and a collector when one is set.</summary>
internal static class EmbeddedTelemetry
{
    /// <exception cref="RefusedException">What is set of the collector is wrong.</exception>
    public static void Add(IServiceCollection services, Func<string, string?> setting)
    {
        services.AddTelemetry();
        services.AddSingleton<MetricsBoard>();
        services.AddSingleton<IHostedService>(static provider => provider.GetRequiredService<MetricsBoard>());
        try
        {
            services.AddOtlp(setting, FunctionDirectory.Build);
        }
        catch (FormatException wrong)
        {
            throw new RefusedException(wrong.Message, wrong);
        }
    }
}

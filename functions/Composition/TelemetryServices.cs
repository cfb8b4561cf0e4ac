using Microsoft.Extensions.DependencyInjection;
using Trading.Operations.Readings;
using Trading.Operations.Telemetry;

namespace Trading.Functions.Composition;

/// <summary>Shows the desk's readings to the outside. Not in a rehearsal: nobody looks.</summary>
internal static class TelemetryServices
{
    /// <summary>Registers the gauges, and the readings that are there for nothing else.</summary>
    public static void AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<IReadingListener, ReadingGauges>();
        services.AddSingleton<IReadingSource, LoopReading>();
        services.AddSingleton<IReadingSource, AccountReadings>();
    }
}

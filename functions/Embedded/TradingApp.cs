using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Runtime.Http;
using Trading.Functions.Adapters;
using Trading.Functions.Composition;
using Trading.Functions.Http.Door;

namespace Trading.Functions.Embedded;

/// <summary>The functions as the embedded host is handed them.</summary>
internal static class TradingApp
{
    public static FunctionApp Create(TimeProvider clock, Func<int, byte[]> randomBytes) => new(
        typeof(TradingServices).Assembly,
        static services =>
        {
            // On one machine, loopback is whoever sits at it.
            services.AddSingleton(new DoorOptions { LoopbackIsPerson = true });
            services.AddTrading();
        },
        clock,
        randomBytes,
        static services => new HttpGuard(services.GetRequiredService<RequestPipeline>().AnswerAsync, Faults.Unmatched),
        CloudAdapters.Ports)
    {
        AddTelemetry = static services => EmbeddedTelemetry.Add(services, Environment.GetEnvironmentVariable),
    };
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Telemetry.Prometheus;

namespace Trading.Functions.Embedded;

/// <summary>The meters of this process for Prometheus. On one machine alone: in the cloud there are many processes, and they export.</summary>
public sealed class MetricsFunction(MetricsBoard board)
{
    /// <summary>Counters, histograms and gauges in Prometheus' text format.</summary>
    [Function("Metrics")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "metrics")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Results.Text(board.Write(), MetricsBoard.ContentType);
    }
}

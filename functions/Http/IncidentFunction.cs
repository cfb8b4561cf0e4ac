using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using NodaTime;
using NodaTime.Text;
using Trading.Functions.Loop;
using Trading.Functions.Work;
using Trading.Operations.Inquiry.Incidents;
using Trading.Storage;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>All that a span left behind, in one archive.</summary>
public sealed class IncidentFunction(IncidentWriter writer, Verification verification, TimeProvider clock)
{
    /// <summary>A zip of <c>?from=</c> to <c>?to=</c> (now when left out): instants in ISO 8601 UTC or New York dates, at most seven days.</summary>
    [Query("from", "An instant (ISO 8601, UTC) or a New York date.")]
    [Query("to", "An instant (ISO 8601, UTC) or a New York date, the day included; now when left out. At most seven days.")]
    [Function("Incident")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/incident")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (from, to) = (MomentIn(request.Query["from"].ToString(), isEnd: false), MomentIn(request.Query["to"].ToString(), isEnd: true));
        if (from is not { } start || to is not { } end || end <= start || end - start > IncidentWriter.Longest + Duration.FromHours(1))
        {
            return Answer.Wrong("from and to want instants (ISO 8601 UTC) or New York dates in order, at most seven days; to is now when left out");
        }

        var report = await verification.RunAsync(await LoopControl.StatusAsync(client, cancellationToken), cancellationToken);
        var more = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { ["verify.json"] = JsonSerializer.SerializeToUtf8Bytes(report, TradingJson.Options) };
        return Results.Stream(
            stream => writer.WriteAsync(new Interval(start, end), more, stream, cancellationToken),
            "application/zip",
            $"incident-{LocalDatePattern.Iso.Format(NewYork.DateOf(start))}.zip");
    }

    // A date stands for its beginning, or as an end for the beginning of the next. The hour that a clock change adds is forgiven above.
    private Instant? MomentIn(string text, bool isEnd) =>
        text.Length == 0 ? isEnd ? clock.Now() : null
        : LocalDatePattern.Iso.Parse(text) is { Success: true } date ? NewYork.StartOf(isEnd ? date.Value.PlusDays(1) : date.Value)
        : InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant ? instant.Value
        : null;
}

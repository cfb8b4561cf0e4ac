using System.Text;
using System.Text.Json;
using NodaTime;
using Trading.Storage;

namespace Trading.Operations.Health;

/// <summary>What is written to the store can be read back: a record and a blob.</summary>
public sealed class StoreCheck(IRecords records, IBlobs blobs) : IHealthCheck
{
    private const string Place = "health";
    private const string Row = "probe";

    // A look may meet another one's probe, a request beside the timer: that one was written and read as well.
    private static readonly Duration MostApart = Duration.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => "store";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        var probe = JsonSerializer.SerializeToUtf8Bytes(new Probe(round.Now), TradingJson.Options);
        await records.PutAsync(Place, Row, Row, Encoding.UTF8.GetString(probe), cancellationToken).ConfigureAwait(false);
        var record = await records.GetAsync(Place, Row, Row, cancellationToken).ConfigureAwait(false);
        await blobs.PutAsync(Place, Row, probe, cancellationToken).ConfigureAwait(false);
        var blob = await blobs.ReadAsync(Place, Row, cancellationToken).ConfigureAwait(false);
        return !IsWritten(record is null ? default : Encoding.UTF8.GetBytes(record.Json), round.Now) ? CheckResult.Unhealthy(Name, "a record that was written is not what is read")
            : !IsWritten(blob is null ? default : blob.Content.Span, round.Now) ? CheckResult.Unhealthy(Name, "a blob that was written is not what is read")
            : CheckResult.Healthy(Name, "writes and reads");
    }

    private static bool IsWritten(ReadOnlySpan<byte> read, Instant now) =>
        !read.IsEmpty && JsonSerializer.Deserialize<Probe>(read, TradingJson.Options) is { } probe && probe.At + MostApart >= now;

    private sealed record Probe(Instant At);
}

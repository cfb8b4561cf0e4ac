using System.Text;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Operations.Health;

/// <summary>What is written to the store can be read back: a record and a blob.</summary>
public sealed class StoreCheck(IRecords records, IBlobs blobs) : IHealthCheck
{
    private const string Place = "health";
    private const string Row = "probe";

    /// <inheritdoc/>
    public string Name => "store";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        var text = $"{{\"at\":\"{InstantPattern.ExtendedIso.Format(round.Now)}\"}}";
        await records.PutAsync(Place, Row, Row, text, cancellationToken).ConfigureAwait(false);
        var record = await records.GetAsync(Place, Row, Row, cancellationToken).ConfigureAwait(false);
        await blobs.PutAsync(Place, Row, Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
        var blob = await blobs.ReadAsync(Place, Row, cancellationToken).ConfigureAwait(false);
        return record?.Json != text ? CheckResult.Unhealthy(Name, "a record that was written is not what is read")
            : blob is null || Encoding.UTF8.GetString(blob.Content.Span) != text ? CheckResult.Unhealthy(Name, "a blob that was written is not what is read")
            : CheckResult.Healthy(Name, "writes and reads");
    }
}

using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Accounting.Kpis;

/// <summary>The key figures of one account: table <c>kpis</c>, partition = account and New York date, row = slot; the newest of all again in partition = account, row <c>latest</c>.</summary>
/// <exception cref="StorageException">Thrown by each call when the store cannot answer.</exception>
public sealed class KpiBook(IRecords records, string account)
{
    /// <summary>The slot of the figures that are taken of the closed books.</summary>
    public const string CloseSlot = "close";

    private const string Latest = "latest";
    private readonly RecordTable<Kpi> table = new(records, "kpis");

    /// <summary>The newest of all, or null.</summary>
    public async ValueTask<Kpi?> LatestAsync(CancellationToken cancellationToken) =>
        (await table.GetAsync(account, Latest, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Those of a date in time order, the close last.</summary>
    public async ValueTask<IReadOnlyList<Kpi>> OnAsync(LocalDate date, CancellationToken cancellationToken)
    {
        // Digits stand before letters in ordinal order.
        var stored = await table.QueryAsync(PartitionOf(date), string.Empty, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(versioned => versioned.Value)];
    }

    /// <summary>The last of a date, or null.</summary>
    public async ValueTask<Kpi?> LastOfAsync(LocalDate date, CancellationToken cancellationToken) =>
        await OnAsync(date, cancellationToken).ConfigureAwait(false) is { Count: > 0 } kept ? kept[^1] : null;

    /// <summary>Whether the same figures are kept under the same slot, whenever they were taken.</summary>
    internal async ValueTask<bool> IsKeptAsync(Kpi kpi, CancellationToken cancellationToken) =>
        await table.GetAsync(PartitionOf(kpi.Date), RowOf(kpi), cancellationToken).ConfigureAwait(false) is { Value: { } kept }
        && JsonSerializer.Serialize(kept with { At = kpi.At }, TradingJson.Options) == JsonSerializer.Serialize(kpi, TradingJson.Options);

    internal async ValueTask KeepAsync(Kpi kpi, CancellationToken cancellationToken)
    {
        await table.PutAsync(PartitionOf(kpi.Date), RowOf(kpi), kpi, cancellationToken).ConfigureAwait(false);
        await table.PutAsync(account, Latest, kpi, cancellationToken).ConfigureAwait(false);
    }

    private static string RowOf(Kpi kpi) => kpi.Slot;

    private string PartitionOf(LocalDate date) => $"{account}:{LocalDatePattern.Iso.Format(date)}";
}

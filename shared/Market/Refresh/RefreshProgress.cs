using System.Globalization;
using System.Text.Json;
using Trading.Market.Archive;
using Trading.Storage;

namespace Trading.Market.Refresh;

/// <summary>What a finished portion found.</summary>
/// <param name="Got">How many symbols have bars.</param>
/// <param name="Whole">The symbols whose stored bars are replaced altogether.</param>
/// <param name="Adjusted">Those of them whose stored bars had changed: a split, or a correction.</param>
/// <param name="Without">The symbols that gave no bar.</param>
public sealed record PortionDone(int Got, IReadOnlyList<Symbol> Whole, IReadOnlyList<Symbol> Adjusted, IReadOnlyList<Symbol> Without);

/// <summary>A finished portion with its bars.</summary>
internal sealed record Portion(PortionDone Done, BarArchive Bars);

/// <summary>
/// How far the night's refresh has come: blob <c>bars/refresh/plan.json</c>, of each finished portion a row of table <c>barprogress</c>, partition = the newest session, and its bars in a blob beside the plan.
/// A portion counts as done when its row is there, which is written last.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store could not answer.</exception>
internal sealed class RefreshProgress(IRecords records, IBlobs blobs)
{
    public const string Table = "barprogress";
    private const string Folder = "refresh/";
    private const string PlanName = Folder + "plan.json";
    private readonly RecordTable<PortionDone> done = new(records, Table);

    /// <summary>The plan that was begun, or null. One that cannot be read is as good as none: the work begins anew.</summary>
    public async ValueTask<RefreshPlan?> PlanAsync(CancellationToken cancellationToken)
    {
        if (await blobs.ReadAsync(ArchiveStore.Container, PlanName, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<RefreshPlan>(stored.Content.Span, TradingJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Begins a night; nothing of an earlier one is left.</summary>
    public async ValueTask BeginAsync(RefreshPlan plan, CancellationToken cancellationToken)
    {
        await ClearAsync(cancellationToken).ConfigureAwait(false);
        await blobs.PutAsync(ArchiveStore.Container, PlanName, JsonSerializer.SerializeToUtf8Bytes(plan, TradingJson.Options), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A portion that is done, or null. One whose bars cannot be read is done again.</summary>
    public async ValueTask<Portion?> FindAsync(RefreshPlan plan, int number, CancellationToken cancellationToken)
    {
        if (await done.GetAsync(Partition(plan), Row(number), cancellationToken).ConfigureAwait(false) is not { } row
            || await blobs.ReadAsync(ArchiveStore.Container, BlobOf(number), cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return null;
        }

        try
        {
            return new Portion(row.Value, ArchiveCode.Open(stored.Content, BlobOf(number)));
        }
        catch (MarketDataException)
        {
            return null;
        }
    }

    /// <summary>Keeps a portion that is done.</summary>
    public async ValueTask<Portion> KeepAsync(RefreshPlan plan, int number, PortionDone found, IReadOnlyList<BarSeries> bars, CancellationToken cancellationToken)
    {
        var content = ArchiveCode.Write(plan.Through, [.. bars.OrderBy(series => series.Symbol).Select(series => new ArchivedBars(series, IsListed: true))]);
        await blobs.PutAsync(ArchiveStore.Container, BlobOf(number), content, cancellationToken).ConfigureAwait(false);
        await done.PutAsync(Partition(plan), Row(number), found, cancellationToken).ConfigureAwait(false);
        return new Portion(found, ArchiveCode.Open(content, BlobOf(number)));
    }

    /// <summary>Forgets all work, the plan last: a clean-up that is interrupted is done again.</summary>
    public async ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in records.ScanAsync(Table, cancellationToken).ConfigureAwait(false))
        {
            await records.DeleteAsync(Table, row.Partition, row.Row, cancellationToken).ConfigureAwait(false);
        }

        foreach (var left in await blobs.ListAsync(ArchiveStore.Container, Folder, cancellationToken).ConfigureAwait(false))
        {
            if (left.Name != PlanName)
            {
                await blobs.DeleteAsync(ArchiveStore.Container, left.Name, cancellationToken).ConfigureAwait(false);
            }
        }

        await blobs.DeleteAsync(ArchiveStore.Container, PlanName, cancellationToken).ConfigureAwait(false);
    }

    private static string Partition(RefreshPlan plan) => NodaTime.Text.LocalDatePattern.Iso.Format(plan.Through);

    private static string Row(int number) => number.ToString("0000", CultureInfo.InvariantCulture);

    private static string BlobOf(int number) => $"{Folder}{Row(number)}.bars";
}

using NodaTime;
using NodaTime.Text;
using Trading.Orders;
using Trading.Storage;
using Trading.Time;

namespace Trading.Accounting.Quality;

/// <summary>
/// The quality of execution day by day: today's from the order book; a closed day's as it was kept at its end (table <c>quality</c>, partition = account, row = date), because
/// its orders leave the book in time.
/// </summary>
/// <exception cref="StorageException">Thrown by each call when the store cannot answer.</exception>
public sealed class QualityBook(IRecords records, OrderBook orders, FillBook fills, TimeProvider clock) : IEndOfDayStep
{
    private readonly RecordTable<KeptQuality> table = new(records, "quality");

    /// <inheritdoc/>
    public string Name => "quality";

    /// <summary>The orders of one trading date; null when nothing of a past date was kept.</summary>
    public async ValueTask<IReadOnlyList<ExecutionSample>?> OnAsync(LocalDate date, CancellationToken cancellationToken) =>
        date == NewYork.DateOf(clock.Now())
            ? await LiveAsync(date, cancellationToken).ConfigureAwait(false)
            : (await table.GetAsync(orders.Account, Iso(date), cancellationToken).ConfigureAwait(false))?.Value.Samples;

    /// <inheritdoc/>
    public async ValueTask RunAsync(DayClose close, string correlation, CancellationToken cancellationToken) =>
        await table.PutAsync(orders.Account, Iso(close.Date), new KeptQuality(await LiveAsync(close.Date, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private async ValueTask<IReadOnlyList<ExecutionSample>> LiveAsync(LocalDate date, CancellationToken cancellationToken) => ExecutionSample.Of(
        date,
        await orders.LoadAsync(cancellationToken).ConfigureAwait(false),
        await fills.OnAsync(date, cancellationToken).ConfigureAwait(false));

    private sealed record KeptQuality(IReadOnlyList<ExecutionSample> Samples);
}

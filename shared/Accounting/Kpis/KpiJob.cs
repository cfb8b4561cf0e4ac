using NodaTime;
using Trading.Execution;
using Trading.Journal;
using Trading.Market;
using Trading.Orders;
using Trading.Storage;

namespace Trading.Accounting.Kpis;

/// <summary>Takes the key figures every hour of the session, and once more of the closed books: kept and journalled as <c>kpi</c>.</summary>
public sealed class KpiJob(OpenDayReader days, KpiBook kpis, OrderBook orders, IRecords records, JournalWriter journal) : IEndOfDayStep
{
    private readonly RecordTable<ExecutionHeartbeat> heartbeats = new(records, ExecutionHeartbeat.Table);

    /// <inheritdoc/>
    public string Name => "kpi";

    /// <summary>Takes them of a date that is not closed.</summary>
    /// <param name="date">The trading date, New York.</param>
    /// <param name="slot">The hour, as the run ledger writes it.</param>
    /// <param name="correlation">What the event is filed under.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The figures in one line.</returns>
    /// <exception cref="MarketDataException">The newest prices could not be read.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async Task<string> RunAsync(LocalDate date, string slot, string correlation, CancellationToken cancellationToken) =>
        await days.ReadAsync(date, cancellationToken).ConfigureAwait(false) is { } day
            ? LineOf(await TakeAsync(slot, day, correlation, cancellationToken).ConfigureAwait(false))
            : "the books have not been opened yet";

    /// <inheritdoc/>
    public async ValueTask RunAsync(DayClose close, string correlation, CancellationToken cancellationToken) =>
        await TakeAsync(KpiBook.CloseSlot, await days.OfCloseAsync(close, cancellationToken).ConfigureAwait(false), correlation, cancellationToken).ConfigureAwait(false);

    private static string LineOf(Kpi kpi) =>
        $"equity ${kpi.Equity:0.00}, realized {Dollars.WithSign(kpi.Realized)}, unrealized {Dollars.WithSign(kpi.Unrealized)}; {kpi.Stats.Trips} round trips, {kpi.Positions} positions, drawdown {kpi.Today.Percent ?? 0m:0.00} %";

    private async ValueTask<Kpi> TakeAsync(string slot, OpenDay day, string correlation, CancellationToken cancellationToken)
    {
        var view = await orders.LoadAsync(cancellationToken).ConfigureAwait(false);
        var before = await kpis.LatestAsync(cancellationToken).ConfigureAwait(false);
        var kpi = KpiBuilder.Build(slot, day, view, before, await EntriesShutAsync(day.Books.Date, cancellationToken).ConfigureAwait(false));
        if (!await kpis.IsKeptAsync(kpi, cancellationToken).ConfigureAwait(false))
        {
            // Told before it is kept: a process that dies in between tells twice, never not at all.
            await journal.AppendAsync("kpi", correlation, kpi, cancellationToken).ConfigureAwait(false);
            await kpis.KeepAsync(kpi, cancellationToken).ConfigureAwait(false);
        }

        return kpi;
    }

    private async ValueTask<string?> EntriesShutAsync(LocalDate date, CancellationToken cancellationToken) =>
        await heartbeats.GetAsync(ExecutionHeartbeat.Partition, ExecutionHeartbeat.Row, cancellationToken).ConfigureAwait(false) is { Value: { } beat } && beat.Date == date
            ? beat.EntriesShut
            : null;
}

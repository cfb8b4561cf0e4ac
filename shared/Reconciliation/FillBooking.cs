using NodaTime;
using Trading.Accounting;
using Trading.Accounting.Quality;
using Trading.Brokers;
using Trading.Journal;
using Trading.Operations;
using Trading.Operations.Telemetry;
using Trading.Orders;
using Trading.Time;

namespace Trading.Reconciliation;

/// <summary>Books the broker's executions under the orders that made them, each once, and journals them as <c>fill-booked</c>.</summary>
internal sealed class FillBooking(OrderBook book, FillBook fills, DayBooks days, JournalWriter journal, Alerts alerts)
{
    /// <summary>Books what is new.</summary>
    /// <returns>How many were new, and up to when every execution is booked; one whose order is not known yet waits for the next run.</returns>
    public async ValueTask<(int Booked, Instant Through)> BookAsync(IReadOnlyList<BrokerFill> told, CancellationToken cancellationToken)
    {
        var booked = 0;
        var through = Instant.MinValue;
        var waiting = Instant.MaxValue;
        foreach (var fill in told)
        {
            var date = NewYork.DateOf(fill.At);
            if (!await fills.IsBookedAsync(date, fill.Id, cancellationToken).ConfigureAwait(false))
            {
                var order = book.View.FindByBroker(fill.OrderId);
                if (order is null && MayBecomeOurs(fill))
                {
                    waiting = Instant.Min(waiting, fill.At);
                    continue;
                }

                order ??= await book.FindArchivedAsync(fill.OrderId, cancellationToken).ConfigureAwait(false);

                booked += await BookAsync(fill, date, order, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            through = Instant.Max(through, fill.At);
        }

        return (booked, Instant.Min(through, waiting));
    }

    // An order of ours whose broker id we have not heard yet can be the one that was executed.
    private bool MayBecomeOurs(BrokerFill fill)
    {
        foreach (var order in book.View.Open)
        {
            if (order.BrokerOrderId is null && order.Symbol == fill.Symbol && order.Side == fill.Side)
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<bool> BookAsync(BrokerFill fill, LocalDate date, Order? order, CancellationToken cancellationToken)
    {
        var row = new BookedFill(
            fill.Id,
            order?.Id ?? OrderKeys.OfExternal(fill.OrderId),
            fill.OrderId,
            fill.Symbol,
            fill.Side,
            fill.Quantity,
            fill.Price,
            fill.Fee,
            fill.At,
            date,
            order?.Strategy ?? OrderKeys.External,
            order?.CorrelationId ?? OrderKeys.OfExternal(fill.OrderId),
            order?.IsExternal ?? true);
        using var span = DeskSpans.Fill(row.CorrelationId, TelemetryWords.Of(row.Side), row.Symbol);

        // A close that is taken back for nothing is closed again; one that stands in spite of a late execution would be wrong for ever.
        if (await days.ReopenAsync(date, cancellationToken).ConfigureAwait(false))
        {
            await journal.AppendAsync("close-reopened", row.CorrelationId, new { Date = date, Fill = row.Id }, cancellationToken).ConfigureAwait(false);
        }

        // Told before it is booked: a process that dies in between tells twice, never not at all.
        await journal.AppendAsync("fill-booked", row.CorrelationId, FactsOf(row), cancellationToken).ConfigureAwait(false);
        if (!await fills.BookAsync(row, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        Count(fill, order);
        if (order is null)
        {
            var sentence = $"execution {fill.Id} ({fill.Side} {fill.Quantity} {fill.Symbol} at {fill.Price}) belongs to no order in the book and counts as made by hand";
            await alerts.RaiseAsync("fill-unmatched", AlertSeverity.Warning, fill.Symbol.ToString(), sentence, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static void Count(BrokerFill fill, Order? order)
    {
        var side = TelemetryWords.Of(fill.Side);
        DeskMeters.Filled(side);
        if (order is { ReferencePrice: { } reference } && ExecutionSample.IsMeasured(order))
        {
            DeskMeters.Slipped(ExecutionSample.Slippage(fill.Side, reference, fill.Price), TelemetryWords.OfHour(ExecutionSample.HourOf(order)), side);
        }
    }

    private static object FactsOf(BookedFill fill) => new
    {
        Fill = fill.Id,
        fill.OrderId,
        fill.BrokerOrderId,
        fill.Symbol,
        fill.Side,
        fill.Quantity,
        fill.Price,
        fill.Fee,
        fill.At,
        fill.Strategy,
        External = fill.IsExternal,
    };
}

using NodaTime;
using NodaTime.Text;
using Trading.Journal;
using Trading.Market;
using Trading.Orders;

namespace Trading.Operations.Inquiry.Lists;

/// <summary>Which orders are asked for; what is null is not asked.</summary>
/// <param name="Status">A word of <see cref="OrderStatusWord"/>.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Reason">A check's code, or a part of the reason's text.</param>
/// <param name="Date">The New York trading date; archived orders of that date are listed too.</param>
public sealed record OrderQuery(OrderStatusWord? Status, Symbol? Symbol, string? Reason, LocalDate? Date);

/// <summary>Lists orders, the newest first: those of the book, with a date those of the archive, and where refusals are asked for, those the journal tells of.</summary>
public sealed class OrderLister(OrderBook book, JournalReader journal)
{
    private static readonly LineFilter Refusals = JournalRaw.OfKinds(Refusal.Kinds);
    private static readonly LocalDatePattern Compact = LocalDatePattern.CreateWithInvariantCulture("yyyyMMdd");

    /// <summary>All lines that fit, newest first, by falling <see cref="OrderLine.Key"/>.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="today">The New York date whose refusals are listed when none is named.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public async ValueTask<IReadOnlyList<OrderLine>> ListAsync(OrderQuery query, LocalDate today, CancellationToken cancellationToken)
    {
        var lines = new List<OrderLine>();
        if (query.Status is not { IsBlocked: true })
        {
            lines.AddRange((await OrdersAsync(query, cancellationToken).ConfigureAwait(false)).Where(order => Fits(query, order)).Select(OrderLine.Of));
        }

        if (query.Status is { IsBlocked: true } || (query.Status is null && query.Reason is not null))
        {
            lines.AddRange((await RefusedAsync(query.Date ?? today, cancellationToken).ConfigureAwait(false)).Where(line => Fits(query, line)));
        }

        return [.. lines.OrderByDescending(line => line.Key, StringComparer.Ordinal)];
    }

    /// <summary>What was refused on a New York date, in the order of the journal.</summary>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public async ValueTask<IReadOnlyList<OrderLine>> RefusedAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var lines = new List<OrderLine>();
        await foreach (var one in journal.WhereAsync(date, date, Refusals, cancellationToken).ConfigureAwait(false))
        {
            if (OrderLine.OfRefusal(one, date) is { } line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private async ValueTask<IEnumerable<Order>> OrdersAsync(OrderQuery query, CancellationToken cancellationToken)
    {
        var view = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        return query.Date is not { } date
            ? view.Orders
            : view.Orders.Where(order => order.TradingDate == date)
                .Concat((await book.ArchivedAsync(Compact.Format(date), cancellationToken).ConfigureAwait(false)).Where(order => view.Find(order.Id) is null));
    }

    private static bool Fits(OrderQuery query, Order order) =>
        (query.Status is not { } status || status.Fits(order)) && (query.Symbol is not { } symbol || order.Symbol == symbol) && Says(query.Reason, order.Reason);

    private static bool Fits(OrderQuery query, OrderLine line) =>
        (query.Symbol is not { } symbol || line.Symbol == symbol) && (query.Reason is null || query.Reason == line.Code || Says(query.Reason, line.Reason));

    private static bool Says(string? asked, string? reason) => asked is null || reason?.Contains(asked, StringComparison.OrdinalIgnoreCase) == true;
}

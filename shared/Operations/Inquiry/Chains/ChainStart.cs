using NodaTime;
using NodaTime.Text;
using Trading.Accounting;
using Trading.Orders;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Inquiry.Chains;

/// <summary>Where a chain begins.</summary>
/// <param name="Correlation">Its correlation, or null when only an order's id is known.</param>
/// <param name="Order">The first order of the trade, or null.</param>
/// <param name="Date">The New York date on which to begin to read.</param>
/// <param name="IsGuess">Read off the id itself: nothing in the books knows of it.</param>
internal sealed record ChainStart(string? Correlation, string? Order, LocalDate Date, bool IsGuess = false);

/// <summary>
/// Finds where a chain begins, given an order id of ours or of the broker, an execution or a correlation: in the book, then in the archive, and last in the id itself,
/// which carries its date. The journal is read from there on, never from its beginning.
/// </summary>
internal sealed class ChainFinder(OrderBook book, FillBook fills)
{
    private const int MostParents = 8;

    /// <summary>The start, or null when nothing is known of the id.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<ChainStart?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var view = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (await OrderAsync(view, id, cancellationToken).ConfigureAwait(false) is { } order)
        {
            return await RootAsync(view, order, cancellationToken).ConfigureAwait(false);
        }

        if (StorageNames.IsKey(id) && await fills.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } fill)
        {
            return await OrderAsync(view, fill.OrderId, cancellationToken).ConfigureAwait(false) is { } filled
                ? await RootAsync(view, filled, cancellationToken).ConfigureAwait(false)
                : new ChainStart(fill.CorrelationId, fill.OrderId, fill.TradingDate);
        }

        return ByCorrelation(view, id) ?? ByText(id);
    }

    private async ValueTask<Order?> OrderAsync(OrderBookView view, string id, CancellationToken cancellationToken) =>
        view.Find(id) ?? view.FindByBroker(id)
        ?? (StorageNames.IsKey(id)
            ? await book.FindArchivedByIdAsync(id, cancellationToken).ConfigureAwait(false) ?? await book.FindArchivedAsync(id, cancellationToken).ConfigureAwait(false)
            : null);

    // An exit may carry a correlation of its own: what it belongs to is told by its parent.
    private async ValueTask<ChainStart> RootAsync(OrderBookView view, Order order, CancellationToken cancellationToken)
    {
        for (var steps = 0; steps < MostParents && (order.ParentId ?? order.Replaces) is { } above; steps++)
        {
            if (await OrderAsync(view, above, cancellationToken).ConfigureAwait(false) is not { } parent)
            {
                break;
            }

            order = parent;
        }

        return new ChainStart(order.CorrelationId, order.Id, LocalDate.Min(order.TradingDate, NewYork.DateOf(order.CreatedAt)));
    }

    private static ChainStart? ByCorrelation(OrderBookView view, string correlation)
    {
        LocalDate? first = null;
        foreach (var order in view.Orders)
        {
            first = order.CorrelationId == correlation ? LocalDate.Min(order.TradingDate, first ?? order.TradingDate) : first;
        }

        return first is { } date ? new ChainStart(correlation, null, date) : null;
    }

    private static ChainStart? ByText(string id) =>
        OwnDate(id) is { } own ? new ChainStart(null, id, own, IsGuess: true)
        : DateIn(id) is { } date ? new ChainStart(id, null, date, IsGuess: true)
        : null;

    // A leg's id is its entry's with a suffix.
    private static LocalDate? OwnDate(string id) => ClientOrderId.TryParse(id.Split('.')[0])?.Date ?? ClientOrderId.TryParse(id)?.Date;

    // scan-2013-10-07:AIG
    private static LocalDate? DateIn(string id)
    {
        for (var i = 0; i + 10 <= id.Length; i++)
        {
            if (id[i] is '1' or '2' && LocalDatePattern.Iso.Parse(id.Substring(i, 10)) is { Success: true } date)
            {
                return date.Value;
            }
        }

        return null;
    }
}

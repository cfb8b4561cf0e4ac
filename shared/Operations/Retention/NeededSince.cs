using NodaTime;
using Trading.Accounting;
using Trading.Orders;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Retention;

/// <summary>The oldest New York date that something open still needs: an order that is not done with, a lot that is held, a day whose books are not closed. Nothing from that date on is removed.</summary>
public sealed class NeededSince(OrderBook book, DayBooks days)
{
    /// <summary>The date; the present one when nothing is open.</summary>
    /// <exception cref="StorageException">The store could not answer: nothing may be removed then.</exception>
    public async ValueTask<LocalDate> FindAsync(LocalDate today, CancellationToken cancellationToken)
    {
        var needed = today;
        foreach (var order in (await book.LoadAsync(cancellationToken).ConfigureAwait(false)).Open)
        {
            needed = LocalDate.Min(needed, order.TradingDate);
        }

        if (await days.StartOfAsync(today.PlusDays(1), cancellationToken).ConfigureAwait(false) is not { } start)
        {
            return needed;
        }

        foreach (var lot in start.Lots)
        {
            needed = LocalDate.Min(needed, NewYork.DateOf(lot.OpenedAt));
        }

        var unclosed = start.Date?.PlusDays(1) ?? (await days.OpeningAsync(cancellationToken).ConfigureAwait(false))?.Date ?? today;
        return LocalDate.Min(needed, unclosed);
    }
}

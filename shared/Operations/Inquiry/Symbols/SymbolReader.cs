using NodaTime;
using Trading.Control.Pauses;
using Trading.Execution;
using Trading.Journal;
using Trading.Market;
using Trading.Operations.Inquiry.Lists;
using Trading.Orders;

namespace Trading.Operations.Inquiry.Symbols;

/// <summary>Answers why a symbol was bought or not, from the day's journal, its decisions and the book. It asks neither broker nor market, so it answers when they don't.</summary>
public sealed class SymbolReader(OrderBook book, OrderLister orders, JournalReader journal, DecisionReader decisions, PauseBook pauses)
{
    private static readonly LineFilter OfTheDay = JournalRaw.OfKinds(
        [.. Refusal.Kinds, "scan-completed", "kill-escalated", "kill-released", "gate-changed", "loop-switched", "entries-paused", "entries-resumed"]);

    /// <summary>The answer for one New York date.</summary>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public async ValueTask<SymbolAnswer> ReadAsync(Symbol symbol, LocalDate date, CancellationToken cancellationToken)
    {
        var listed = await orders.ListAsync(new OrderQuery(null, symbol, null, date), date, cancellationToken).ConfigureAwait(false);
        var held = (await pauses.ReadAsync(cancellationToken).ConfigureAwait(false)).All;
        var day = await DayAsync(symbol, date, cancellationToken).ConfigureAwait(false);
        var working = book.View.Open.Where(order => order.Symbol == symbol && order.TradingDate != date).Select(OrderLine.Of);
        OrderLine[] all = [.. working.Concat(listed.Reverse()).OrderBy(line => line.CreatedAt)];
        var entries = all.Where(line => line is { Purpose: OrderPurpose.Entry, IsExternal: false } && line.TradingDate == date).ToList();
        return new SymbolAnswer(
            symbol,
            date,
            entries.Exists(line => !line.Filled.IsZero),
            SymbolSentence.Of(date, entries, day),
            day.Place,
            entries.Count > 0 || day.Refusals.Exists(line => line.Purpose == OrderPurpose.Entry),
            day.Refusals,
            all,
            book.View.Owned(symbol),
            [.. held.Where(pause => pause.Kind == PauseKind.Strategy || pause.Name == symbol.ToString())],
            day.HeldBack);
    }

    private async ValueTask<SymbolDay> DayAsync(Symbol symbol, LocalDate date, CancellationToken cancellationToken)
    {
        var day = new SymbolDay(symbol, date);
        await foreach (var one in journal.WhereAsync(date, date, OfTheDay, cancellationToken).ConfigureAwait(false))
        {
            day.Take(one);
        }

        foreach (var decision in await decisions.OnAsync(date, cancellationToken).ConfigureAwait(false))
        {
            day.Take(decision);
        }

        return day;
    }
}

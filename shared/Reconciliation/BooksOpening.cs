using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Orders;
using Trading.Time;

namespace Trading.Reconciliation;

/// <summary>Opens the books once: what the account holds beyond the executions booked so far was there before us.</summary>
internal sealed class BooksOpening(IBroker broker, FillBook fills, DayBooks days, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    private OpeningBalance? known;

    /// <summary>The opening balance; null when an execution came between the reads, and then the next run tries again.</summary>
    public async ValueTask<OpeningBalance?> EnsureAsync(Instant since, string correlation, CancellationToken cancellationToken)
    {
        known ??= await days.OpeningAsync(cancellationToken).ConfigureAwait(false);
        if (known is null && await ReadAsync(since, cancellationToken).ConfigureAwait(false) is { } opening)
        {
            var isFirst = await days.OpenAsync(opening, cancellationToken).ConfigureAwait(false);
            known = isFirst ? opening : await days.OpeningAsync(cancellationToken).ConfigureAwait(false);
            if (isFirst)
            {
                await TellAsync(opening, correlation, cancellationToken).ConfigureAwait(false);
            }
        }

        return known;
    }

    private async ValueTask<OpeningBalance?> ReadAsync(Instant since, CancellationToken cancellationToken)
    {
        var account = await broker.AccountAsync(cancellationToken).ConfigureAwait(false);
        var positions = await broker.PositionsAsync(cancellationToken).ConfigureAwait(false);
        var told = await broker.FillsAsync(since, cancellationToken).ConfigureAwait(false);
        if (told.Any(fill => !fills.IsKnown(NewYork.DateOf(fill.At), fill.Id)))
        {
            return null;
        }

        var now = clock.Now();
        var booked = await fills.BetweenAsync(NewYork.DateOf(since), NewYork.DateOf(now), cancellationToken).ConfigureAwait(false);
        return Before(account, positions, booked, now);
    }

    private static OpeningBalance Before(BrokerAccount account, IReadOnlyList<BrokerPosition> positions, IReadOnlyList<BookedFill> booked, Instant now)
    {
        var first = booked.Count == 0 ? now : Instant.Min(now, booked.Min(fill => fill.At));
        var cash = account.Cash - booked.Sum(fill => fill.CashFlow - fill.Fee);
        var lots = new List<Lot>();
        var shorts = new SortedDictionary<Symbol, decimal>();
        foreach (var symbol in positions.Select(position => position.Symbol).Concat(booked.Select(fill => fill.Symbol)).Distinct().Order())
        {
            var position = positions.FirstOrDefault(held => held.Symbol == symbol);
            var executed = booked.Where(fill => fill.Symbol == symbol).ToList();
            var before = (position?.Quantity ?? 0m) - executed.Sum(fill => fill.SignedQuantity);
            if (before > 0)
            {
                // What was sold out since then has no average price any more: it stands at what it was sold for.
                var price = position?.AveragePrice ?? executed[0].Price;
                lots.Add(new Lot(symbol, new Quantity(before), price, first, "opening", OrderKeys.External, "opening", 0m, IsExternal: true));
            }
            else if (before < 0)
            {
                shorts[symbol] = before;
            }
        }

        return new OpeningBalance(now, NewYork.DateOf(first), cash, lots, shorts);
    }

    private async ValueTask TellAsync(OpeningBalance opening, string correlation, CancellationToken cancellationToken)
    {
        var positions = opening.Lots.Select(lot => new { lot.Symbol, Quantity = lot.Quantity.Value, Price = (decimal?)lot.Price.Value })
            .Concat(opening.Shorts.Select(pair => new { Symbol = pair.Key, Quantity = pair.Value, Price = (decimal?)null }))
            .ToList();
        await journal.AppendAsync("books-opened", correlation, new { opening.Cash, opening.Equity, Positions = positions }, cancellationToken).ConfigureAwait(false);
        foreach (var position in positions)
        {
            var sentence = $"{position.Quantity} {position.Symbol} were in the account before the desk: counted in exposure, never traded by it";
            await alerts.RaiseAsync("position-external", AlertSeverity.Warning, position.Symbol.ToString(), sentence, cancellationToken).ConfigureAwait(false);
        }
    }
}

using NodaTime;
using Trading.Brokers;
using Trading.Storage;

namespace Trading.Embedded.Broker;

/// <summary>
/// Keeps the account in records. Several rows change at once and a store promises only one at a time, so they are written in an order from which
/// <see cref="LoadAsync"/> can finish what was cut short: fills first (cash, positions and filled shares are sums of them), then what an order
/// caused, then the order itself, and last how far the market was played. Playing a minute again does no harm: a fill moves its order past it.
/// </summary>
internal sealed class SimStore(IRecords records, string account)
{
    private const string Row = "account";
    private readonly RecordTable<SimOrder> orders = new(records, "simorders", areChanged: true);
    private readonly RecordTable<SimFill> fills = new(records, "simfills");
    private readonly RecordTable<SimAccount> accounts = new(records, "simaccounts");

    /// <summary>The account as it was saved, its book filled into <paramref name="book"/>; null when it was never opened.</summary>
    public async Task<SimAccount?> LoadAsync(SimBook book, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(account, Row, cancellationToken).ConfigureAwait(false) is not { Value: var saved })
        {
            return null;
        }

        var rows = await orders.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false);
        var trades = await fills.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false);
        AddOrders(book, rows);
        book.Holdings.Cash = saved.StartingCash;
        foreach (var trade in trades.Select(row => row.Value).OrderBy(trade => trade.Sequence))
        {
            book.Fill(book.Find(trade.Fill.OrderId)!, trade.Fill);
        }

        book.Unsaved.Clear();
        Finish(book);
        return saved;
    }

    /// <summary>Writes what has changed.</summary>
    public async Task SaveAsync(SimBook book, SimAccount saved, CancellationToken cancellationToken)
    {
        if (!book.Unsaved.Any)
        {
            return;
        }

        var first = book.Fills.Count - book.Unsaved.Fills.Count;
        for (var sequence = first; sequence < book.Fills.Count; sequence++)
        {
            var fill = book.Fills[sequence];
            await fills.PutAsync(account, fill.Id, new SimFill(sequence, fill), cancellationToken).ConfigureAwait(false);
        }

        foreach (var order in book.Unsaved.Orders)
        {
            await orders.PutAsync(account, order.Id, order, cancellationToken).ConfigureAwait(false);
        }

        await accounts.PutAsync(account, Row, saved, cancellationToken).ConfigureAwait(false);
        book.Unsaved.Clear();
    }

    // Entries first, since a replaced one is younger than its legs. A leg whose entry was never written is not an order; its number is used up all the same.
    private static void AddOrders(SimBook book, IReadOnlyList<Versioned<SimOrder>> rows)
    {
        var known = rows.Select(row => row.Row).ToHashSet(StringComparer.Ordinal);
        foreach (var order in rows.Select(row => row.Value).OrderBy(order => order.ParentId is not null).ThenBy(order => order.Number))
        {
            book.UseUp(order.Number);
            if (order.ParentId is null || known.Contains(order.ParentId))
            {
                book.Add(order);
            }
        }
    }

    private static void Finish(SimBook book)
    {
        foreach (var next in book.Open.All.Where(order => order.Replaces is not null).ToArray())
        {
            if (book.Find(next.Replaces!) is { IsOpen: true } old)
            {
                book.Replace(old, next, next.SubmittedAt);
            }
        }

        foreach (var order in book.Open.All.ToArray())
        {
            SimBrackets.Settle(book, order, order.UpdatedAt);
        }
    }
}

/// <summary>A fill's row; the sequence, from zero, is the order in which the fills happened.</summary>
internal sealed record SimFill(int Sequence, BrokerFill Fill);

/// <summary>The account's own row.</summary>
/// <param name="StartingCash">Dollars at the beginning.</param>
/// <param name="PlayedThrough">The market has been played up to and including here, UTC.</param>
internal sealed record SimAccount(decimal StartingCash, Instant PlayedThrough);

using Trading.Control;
using Trading.Market;
using Trading.Orders;

namespace Trading.Execution.Requests;

/// <summary>
/// A person asks that what we hold be sold, in part or all of it. The sale itself is the execution cycle's, which knows how to free shares without losing sight of them; what is asked for is
/// kept until it is done. Entries that would add to what is sold are cancelled at once. What we did not buy is not sold.
/// </summary>
public sealed class OperatorExits(OrderBook book, OrderCancels cancels, ExitRequestBook requests, KillSwitch kill)
{
    /// <summary>Cuts our position in a symbol down to a part of its shares.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="keep">Given the whole shares we hold, how many stay; null when the request asks for more than there is.</param>
    /// <param name="who">The person.</param>
    /// <param name="why">The sentence a person reads.</param>
    /// <param name="cancellationToken">Cancels between the writes; a repeat goes on.</param>
    /// <exception cref="Storage.StorageException">The store could not answer; a repeat goes on.</exception>
    public async Task<ExitAnswer> ReduceAsync(Symbol symbol, Func<decimal, decimal?> keep, string who, string why, CancellationToken cancellationToken)
    {
        if (await HaltedAsync(cancellationToken).ConfigureAwait(false) is { } halted)
        {
            return halted;
        }

        var view = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        var lots = HeldLot.Of(view).Where(lot => lot.Entry.Symbol == symbol).ToList();
        var held = lots.Sum(lot => lot.Shares.Whole.Value);
        if (held == 0m)
        {
            return ExitAnswer.Refused("unknown", $"the desk holds no {symbol} that it bought; what others bought is never sold");
        }

        if (keep(held) is not { } stays)
        {
            return ExitAnswer.Refused("wrong_request", $"the desk holds {held:0} {symbol}, fewer than that");
        }

        var taken = await TakeBackAsync(view, order => order.Symbol == symbol, who, why, cancellationToken).ConfigureAwait(false);
        return new ExitAnswer(await AskAsync(lots, Reduction.Split([.. lots.Select(lot => lot.Shares.Whole)], stays), who, why, cancellationToken).ConfigureAwait(false), taken, null);
    }

    /// <summary>Sells all that our entries left us with, and takes all working entries back.</summary>
    /// <exception cref="Storage.StorageException">The store could not answer; a repeat goes on.</exception>
    public async Task<ExitAnswer> CloseAllAsync(string who, string why, CancellationToken cancellationToken)
    {
        if (await HaltedAsync(cancellationToken).ConfigureAwait(false) is { } halted)
        {
            return halted;
        }

        var view = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        var lots = HeldLot.Of(view);
        var taken = await TakeBackAsync(view, _ => true, who, why, cancellationToken).ConfigureAwait(false);
        return new ExitAnswer(await AskAsync(lots, [.. lots.Select(_ => Quantity.Zero)], who, why, cancellationToken).ConfigureAwait(false), taken, null);
    }

    private async ValueTask<ExitAnswer?> HaltedAsync(CancellationToken cancellationToken) =>
        await kill.ReadAsync(cancellationToken).ConfigureAwait(false) is { Mode: KillMode.HaltAll } state
            ? ExitAnswer.Refused("kill_switch", $"under halt_all nothing is sold ({state.Why}); stops that rest at the broker stay. Only two people release it")
            : null;

    private async Task<IReadOnlyList<CancelLine>> TakeBackAsync(OrderBookView view, Func<Order, bool> which, string who, string why, CancellationToken cancellationToken)
    {
        var entries = view.Open.Where(order => order is { Purpose: OrderPurpose.Entry, IsExternal: false } && which(order)).ToList();

        // Shares that fill while the cancel is on its way go, too.
        foreach (var entry in entries.Where(entry => entry.Filled.IsZero))
        {
            await requests.AskAsync(entry.Id, entry.Symbol, Quantity.Zero, who, why, cancellationToken).ConfigureAwait(false);
        }

        return await cancels.CancelAsync(entries, who, why, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<AskedExit>> AskAsync(List<HeldLot> lots, IReadOnlyList<Quantity> keep, string who, string why, CancellationToken cancellationToken)
    {
        var asked = new List<AskedExit>(lots.Count);
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i].Shares.Whole > keep[i])
            {
                var request = await requests.AskAsync(lots[i].Entry.Id, lots[i].Entry.Symbol, keep[i], who, why, cancellationToken).ConfigureAwait(false);
                asked.Add(new AskedExit(request.EntryId, request.Symbol.ToString(), lots[i].Shares.Value, request.Keep.Value));
            }
        }

        return asked;
    }
}

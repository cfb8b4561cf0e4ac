using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Control.Pauses;
using Trading.Market;
using Trading.Operations.Inquiry.Lists;
using Trading.Orders;
using Trading.Risk.Limits;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Inquiry.Exports;

/// <summary>Puts the desk's state together from the books. The broker's word stands beside it; a broker that does not answer spoils nothing else.</summary>
public sealed class StateExporter(
    IBroker broker, OrderBook book, FillBook fills, DayBooks days, KillSwitch kill, TradingGates gates, LoopSwitch loop, PauseBook pauses, LimitsBook limits, TimeProvider clock)
{
    /// <summary>The state now.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<StateExport> ReadAsync(CancellationToken cancellationToken)
    {
        var view = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        var books = await PresentBooks.ReadAsync(days, fills, clock, cancellationToken).ConfigureAwait(false);
        return new StateExport
        {
            Source = gates.Mode.ToString().ToLowerInvariant(),
            ExportedAtMs = clock.Now().ToUnixTimeMilliseconds(),
            SchemaVersion = StoreSchema.Version,
            Account = book.Account,
            Balance = books.Cash,
            Observed = await ObserveAsync(cancellationToken).ConfigureAwait(false),
            Positions = [.. Longs(books, view), .. books.Shorts.OrderBy(pair => pair.Key).Select(pair => Short(pair.Key, -pair.Value))],
            Lots = books.Lots,
            OpenOrders = [.. view.Open.Select(OrderLine.Of)],
            Kill = await kill.ReadAsync(cancellationToken).ConfigureAwait(false),
            Gates = await gates.ReadAsync(cancellationToken).ConfigureAwait(false),
            Loop = await loop.ReadAsync(cancellationToken).ConfigureAwait(false),
            Pauses = (await pauses.ReadAsync(cancellationToken).ConfigureAwait(false)).All,
            Limits = await limits.CurrentAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    private static IEnumerable<ExportedPosition> Longs(PresentBooks books, OrderBookView view) =>
        books.Lots.GroupBy(lot => (lot.Symbol, lot.IsExternal)).OrderBy(group => group.Key.Symbol).ThenBy(group => group.Key.IsExternal).Select(group => Long([.. group], view));

    private static ExportedPosition Long(IReadOnlyList<Lot> lots, OrderBookView view)
    {
        var size = lots.Sum(lot => lot.Quantity.Value);
        var exits = lots.Select(lot => lot.OrderId).Distinct(StringComparer.Ordinal).SelectMany(view.ExitsOf).ToList();
        return new ExportedPosition
        {
            Symbol = lots[0].Symbol,
            Side = "long",
            Size = size,
            EntryPrice = lots.Sum(lot => lot.Price * lot.Quantity) / size,
            Stop = exits.Where(exit => exit is { IsOpen: true, StopPrice: not null }).Min(exit => exit.StopPrice?.Value),
            Adds = lots.Select(lot => view.Find(lot.OrderId)?.Group ?? lot.OrderId).Distinct(StringComparer.Ordinal).Count() - 1,
            TargetTaken = lots.Select(lot => view.Find(lot.OrderId)?.Group).OfType<string>().Distinct(StringComparer.Ordinal).Any(group => IsTargetTaken(group, view)),
            OpenedAtMs = lots.Min(lot => lot.OpenedAt).ToUnixTimeMilliseconds(),
            External = lots[0].IsExternal,
        };
    }

    private static ExportedPosition Short(Symbol symbol, decimal size) =>
        new() { Symbol = symbol, Side = "short", Size = size, Adds = 0, TargetTaken = false, External = true };

    private static bool IsTargetTaken(string group, OrderBookView view) =>
        view.Orders.Any(order => order.Group == group && order.Leg == BracketLeg.TakeProfit && order.State == OrderState.Filled);

    private async ValueTask<ObservedAccount> ObserveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var account = await broker.AccountAsync(cancellationToken).ConfigureAwait(false);
            return new ObservedAccount(clock.Now(), account.Cash, account.Equity, account.BuyingPower, null);
        }
        catch (BrokerException fault)
        {
            return new ObservedAccount(clock.Now(), null, null, null, $"the broker did not answer: {fault.Message}");
        }
    }
}

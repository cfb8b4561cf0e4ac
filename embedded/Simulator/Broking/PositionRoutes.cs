using NodaTime;
using Trading.Brokers;
using Trading.Embedded.Broker;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;
using Trading.Orders;
using Trading.Time;

namespace Trading.Embedded.Simulator.Broking;

/// <summary>Positions: all, or one.</summary>
internal sealed class PositionRoutes(SimulatedBroker broker, LastDay lastDay)
{
    public async ValueTask<SimAnswer> ListAsync(CancellationToken cancellationToken)
    {
        var held = await broker.PositionsAsync(cancellationToken).ConfigureAwait(false);
        return SimAnswer.Json(
            await broker.AtDeskAsync<IReadOnlyList<PositionJson>>((book, _, now) => [.. held.Select(position => Of(book, position, now))], cancellationToken).ConfigureAwait(false),
            WireJson.Default.Positions);
    }

    public async ValueTask<SimAnswer> GetAsync(string symbolOrId, CancellationToken cancellationToken)
    {
        var symbol = WireId.AssetSymbol(symbolOrId);
        var held = await broker.PositionsAsync(cancellationToken).ConfigureAwait(false);
        var position = held.FirstOrDefault(each => each.Symbol == symbol) ?? throw SimRefusal.NotFound("position does not exist");
        return SimAnswer.Json(
            await broker.AtDeskAsync((book, _, now) => Of(book, position, now), cancellationToken).ConfigureAwait(false), WireJson.Default.PositionJson);
    }

    private PositionJson Of(SimBook book, BrokerPosition position, Instant now)
    {
        var cost = position.AveragePrice.Value * position.Quantity;
        var price = position.MarketValue / position.Quantity;
        var before = lastDay.Close(position.Symbol, now) ?? price;
        var begun = Begun(book, position, before, now);
        var (gain, today) = (position.MarketValue - cost, position.MarketValue - begun);
        return new PositionJson
        {
            AssetId = WireId.Asset(position.Symbol),
            Symbol = position.Symbol.ToString(),
            Qty = WireText.Number(position.Quantity),
            QtyAvailable = WireText.Number(book.Available(position.Symbol).Value),
            AvgEntryPrice = WireText.Number(position.AveragePrice.Value),
            MarketValue = WireText.Number(position.MarketValue),
            CostBasis = WireText.Number(cost),
            UnrealizedPl = WireText.Number(gain),
            UnrealizedPlpc = WireText.Number(gain / cost),
            UnrealizedIntradayPl = WireText.Number(today),
            UnrealizedIntradayPlpc = WireText.Number(today / begun),
            CurrentPrice = WireText.Number(price),
            LastdayPrice = WireText.Number(before),
            ChangeToday = WireText.Number((price - before) / before),
        };
    }

    // What the day's gain is counted from: the last close, or the entry where shares were bought today.
    private static decimal Begun(SimBook book, BrokerPosition position, decimal before, Instant now)
    {
        var today = NewYork.StartOf(NewYork.DateOf(now));
        var bought = book.Fills.Where(fill => fill.At >= today && fill.Side == OrderSide.Buy && fill.Symbol == position.Symbol).Sum(fill => fill.Quantity.Value);
        var fresh = decimal.Min(bought, position.Quantity);
        return (fresh * position.AveragePrice.Value) + ((position.Quantity - fresh) * before);
    }
}

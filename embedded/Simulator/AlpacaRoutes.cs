using Trading.Embedded.Simulator.Broking;
using Trading.Embedded.Simulator.Feed;
using Trading.Embedded.Simulator.Http;

namespace Trading.Embedded.Simulator;

/// <summary>The paths of the broker's trading and market data APIs, and who answers each.</summary>
internal sealed class AlpacaRoutes(
    AccountRoutes account, OrderRoutes orders, PositionRoutes positions, ActivityRoutes activities, MarketRoutes market, BarRoutes bars, LatestRoutes latest)
{
    /// <summary>Whether a request is for market data, which has a limit of its own.</summary>
    public static bool IsData(SimRequest request) => request.Parts is ["v2", "stocks", ..];

    public ValueTask<SimAnswer> AnswerAsync(SimRequest request, CancellationToken cancellationToken) => request.Method switch
    {
        "GET" => IsData(request) ? AnswerDataAsync(request, cancellationToken) : AnswerReadAsync(request, cancellationToken),
        _ => AnswerChangeAsync(request, cancellationToken),
    };

    private ValueTask<SimAnswer> AnswerReadAsync(SimRequest request, CancellationToken cancellationToken) => request.Parts switch
    {
        ["v2", "account"] => account.GetAsync(cancellationToken),
        ["v2", "account", "activities"] => activities.ListAsync(request, kind: null, cancellationToken),
        ["v2", "account", "activities", var kind] => activities.ListAsync(request, kind, cancellationToken),
        ["v2", "clock"] => market.ClockAsync(cancellationToken),
        ["v2", "calendar"] => ValueTask.FromResult(market.Calendar(request)),
        ["v2", "assets"] => market.AssetsAsync(request, cancellationToken),
        ["v2", "assets", var asset] => market.AssetAsync(asset, cancellationToken),
        ["v2", "orders"] => orders.ListAsync(request, cancellationToken),
        ["v2", "orders:by_client_order_id"] => orders.GetByClientIdAsync(request, cancellationToken),
        ["v2", "orders", var id] => orders.GetAsync(request, id, cancellationToken),
        ["v2", "positions"] => positions.ListAsync(cancellationToken),
        ["v2", "positions", var symbol] => positions.GetAsync(symbol, cancellationToken),
        _ => throw Unknown(),
    };

    private ValueTask<SimAnswer> AnswerChangeAsync(SimRequest request, CancellationToken cancellationToken) => (request.Method, request.Parts) switch
    {
        ("POST", ["v2", "orders"]) => orders.SubmitAsync(request, cancellationToken),
        ("PATCH", ["v2", "orders", var id]) => orders.ReplaceAsync(request, id, cancellationToken),
        ("DELETE", ["v2", "orders"]) => orders.CancelAllAsync(cancellationToken),
        ("DELETE", ["v2", "orders", var id]) => orders.CancelAsync(id, cancellationToken),
        _ => throw Unknown(),
    };

    private ValueTask<SimAnswer> AnswerDataAsync(SimRequest request, CancellationToken cancellationToken) => request.Parts switch
    {
        [_, _, "bars"] => ValueTask.FromResult(bars.OfMany(request)),
        [_, _, "snapshots"] => latest.SnapshotsAsync(request, cancellationToken),
        [_, _, "trades", "latest"] => latest.TradesAsync(request, cancellationToken),
        [_, _, "quotes", "latest"] => latest.QuotesAsync(request, cancellationToken),
        [_, _, var symbol, "bars"] => ValueTask.FromResult(bars.OfOne(request, symbol)),
        [_, _, var symbol, "trades", "latest"] => latest.TradeAsync(symbol, cancellationToken),
        [_, _, var symbol, "quotes", "latest"] => latest.QuoteAsync(symbol, cancellationToken),
        _ => throw Unknown(),
    };

    private static SimRefusal Unknown() => SimRefusal.NotFound("endpoint not found");
}

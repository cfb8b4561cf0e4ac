using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Orders;

namespace Trading.Functions.Http;

/// <summary>The order book: ours, their legs, and others' that we only watch.</summary>
public sealed class OrdersFunction(OrderBook book)
{
    /// <summary>All orders that still matter: open ones, and closed ones not yet archived. Newest first.</summary>
    [Answers(typeof(OrdersAnswer))]
    [Function("Orders")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/orders")] HttpRequest request, CancellationToken cancellationToken)
    {
        var view = await book.LoadAsync(cancellationToken);
        return List([.. view.Orders.OrderByDescending(order => order.CreatedAt).ThenBy(order => order.Id, StringComparer.Ordinal)], "no orders yet");
    }

    /// <summary>The orders that can still trade.</summary>
    [Answers(typeof(OrdersAnswer))]
    [Function("PendingOrders")]
    public async Task<IResult> PendingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/orders/pending")] HttpRequest request, CancellationToken cancellationToken)
    {
        var view = await book.LoadAsync(cancellationToken);
        return List([.. view.Open.OrderBy(order => order.Id, StringComparer.Ordinal)], "nothing is pending");
    }

    private static IResult List(IReadOnlyList<Order> orders, string reason) =>
        Answer.Json(new OrdersAnswer(orders.Count, orders, orders.Count == 0 ? reason : null));
}

/// <summary>Orders.</summary>
/// <param name="Count">How many.</param>
/// <param name="Orders">The orders.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record OrdersAnswer(int Count, IReadOnlyList<Order> Orders, string? Reason);

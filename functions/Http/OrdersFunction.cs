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

    /// <summary>
    /// Our orders that will change what is held: entries, and sales that are to happen now. A shutdown waits until there are none. What rests to protect what is held is listed apart,
    /// as are others' orders.
    /// </summary>
    [Answers(typeof(PendingAnswer))]
    [Function("PendingOrders")]
    public async Task<IResult> PendingAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/orders/pending")] HttpRequest request, CancellationToken cancellationToken)
    {
        var view = await book.LoadAsync(cancellationToken);
        Order[] pending = [.. view.Open.Where(OrderRoles.IsPending)];
        return Answer.Json(new PendingAnswer(
            pending.Length,
            pending,
            [.. view.Open.Where(order => !order.IsExternal && OrderRoles.IsProtective(order))],
            [.. view.Open.Where(order => order.IsExternal)],
            pending.Length == 0 ? "nothing is pending" : null));
    }

    private static IResult List(IReadOnlyList<Order> orders, string reason) =>
        Answer.Json(new OrdersAnswer(orders.Count, orders, orders.Count == 0 ? reason : null));
}

/// <summary>Orders.</summary>
/// <param name="Count">How many.</param>
/// <param name="Orders">The orders.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record OrdersAnswer(int Count, IReadOnlyList<Order> Orders, string? Reason);

/// <summary>The orders that can still trade.</summary>
/// <param name="Count">How many will change what is held.</param>
/// <param name="Orders">Those, by id.</param>
/// <param name="Protective">Stops and legs that rest for what is held, or sleep beside an entry, by id.</param>
/// <param name="External">Others' orders, by id.</param>
/// <param name="Reason">Why nothing is pending, or null.</param>
internal sealed record PendingAnswer(int Count, IReadOnlyList<Order> Orders, IReadOnlyList<Order> Protective, IReadOnlyList<Order> External, string? Reason);

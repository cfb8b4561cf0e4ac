using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Market;
using Trading.Operations.Inquiry.Lists;
using Trading.Orders;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The order book: ours, their legs, others' that we only watch, and what was refused at the door.</summary>
public sealed class OrdersFunction(OrderBook book, OrderLister lister, TimeProvider clock)
{
    /// <summary>
    /// Orders, newest first: <c>?status=</c> a state, <c>pending</c> or <c>blocked</c>; <c>?symbol=</c>; <c>?reason=</c> a check's code or a part of the text;
    /// <c>?date=</c> a trading date, archived ones included; <c>?limit=&amp;after=</c>.
    /// </summary>
    [Answers(typeof(OrdersAnswer))]
    [Paged]
    [Query("status", "A state of an order, pending for all that can still trade, or blocked for what was refused at the door.")]
    [Query("symbol", "Only those of a symbol.")]
    [Query("reason", "Only those with a check's code, or a part of the reason's text; refused ones too.")]
    [Query("date", "yyyy-MM-dd or today: only those of a trading date, archived ones included; refused ones of today when left out.")]
    [Function("Orders")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/orders")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (status, symbol, reason) = (request.Query["status"].ToString(), request.Query["symbol"].ToString(), request.Query["reason"].ToString());
        var today = NewYork.DateOf(clock.Now());
        var (word, name, date) = (OrderStatusWord.TryParse(status), Symbol.TryParse(symbol, out var parsed) ? parsed : (Symbol?)null, Answer.DateIn(request, clock, today));
        if ((status.Length > 0 && word is null) || (symbol.Length > 0 && name is null) || date is null || Page.In(request) is not { } page)
        {
            return Answer.Wrong($"status wants one of {OrderStatusWord.Words}; symbol a ticker; {Answer.WrongDate}; {Page.Wrong}");
        }

        var query = new OrderQuery(word, name, reason.Length == 0 ? null : reason, request.Query.ContainsKey("date") ? date : null);
        var (items, next) = page.Cut(await lister.ListAsync(query, today, cancellationToken), line => line.Key, falling: true);
        return Answer.Json(new OrdersAnswer(items.Count, items, next, items.Count == 0 ? "no such orders" : null));
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
}

/// <summary>A list of orders.</summary>
/// <param name="Count">Orders in the list.</param>
/// <param name="Orders">The orders.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record OrdersAnswer(int Count, IReadOnlyList<OrderLine> Orders, string? Next, string? Reason);

/// <summary>The orders that can still trade.</summary>
/// <param name="Count">How many will change what is held.</param>
/// <param name="Orders">Those, by id.</param>
/// <param name="Protective">Stops and legs that rest for what is held, or sleep beside an entry, by id.</param>
/// <param name="External">Others' orders, by id.</param>
/// <param name="Reason">Why nothing is pending, or null.</param>
internal sealed record PendingAnswer(int Count, IReadOnlyList<Order> Orders, IReadOnlyList<Order> Protective, IReadOnlyList<Order> External, string? Reason);

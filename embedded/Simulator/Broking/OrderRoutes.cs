using Trading.Brokers;
using Trading.Embedded.Broker;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;

namespace Trading.Embedded.Simulator.Broking;

/// <summary>Orders: sent, listed, found, replaced, canceled.</summary>
internal sealed class OrderRoutes(SimulatedBroker broker)
{
    public async ValueTask<SimAnswer> SubmitAsync(SimRequest request, CancellationToken cancellationToken)
    {
        var asked = request.Body(WireJson.Default.NewOrderJson);
        return await broker.AtDeskAsync(
            (book, desk, now) => Shown(book, desk.Submit(OrderForm.ToTicket(asked, SimOrder.IdOf(book.NextNumber)), now), nested: true), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<SimAnswer> ListAsync(SimRequest request, CancellationToken cancellationToken)
    {
        var query = OrderQuery.Of(request);
        return SimAnswer.Json(await broker.AtDeskAsync((book, _, _) => query.Of(book), cancellationToken).ConfigureAwait(false), WireJson.Default.Orders);
    }

    public ValueTask<SimAnswer> GetAsync(SimRequest request, string id, CancellationToken cancellationToken) =>
        broker.AtDeskAsync((book, _, _) => Json(book, Find(book, id), request.Flag("nested")), cancellationToken);

    public ValueTask<SimAnswer> GetByClientIdAsync(SimRequest request, CancellationToken cancellationToken)
    {
        var id = request.Text("client_order_id") ?? throw SimRefusal.Invalid("client_order_id is required");
        return broker.AtDeskAsync(
            (book, _, _) => Json(book, book.FindClient(id) ?? throw SimRefusal.NotFound($"order not found for {id}"), request.Flag("nested")), cancellationToken);
    }

    public async ValueTask<SimAnswer> ReplaceAsync(SimRequest request, string id, CancellationToken cancellationToken)
    {
        var asked = request.Body(WireJson.Default.ChangeOrderJson);
        return await broker.AtDeskAsync(
            (book, desk, now) =>
            {
                var order = Find(book, id);
                return Shown(book, desk.Replace(order.Id, OrderForm.ToTicket(asked, SimOrder.IdOf(book.NextNumber), order.TimeInForce), now), nested: false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<SimAnswer> CancelAsync(string id, CancellationToken cancellationToken) => broker.AtDeskAsync(
        (book, desk, now) => desk.Cancel(Find(book, id).Id, now) is { Kind: BrokerAnswerKind.Rejected } refused ? throw Refusal(refused) : SimAnswer.NoContent,
        cancellationToken);

    /// <summary>Cancels every open order; a leg that ended with the other leg counts as canceled.</summary>
    public ValueTask<SimAnswer> CancelAllAsync(CancellationToken cancellationToken) => broker.AtDeskAsync(
        (book, desk, now) =>
        {
            var open = book.Open.All.OrderBy(order => order.Number).ToArray();
            foreach (var order in open.Where(order => order.IsOpen))
            {
                desk.Cancel(order.Id, now);
            }

            var view = new OrderView(book);
            return SimAnswer.Json([.. open.Select(order => new CanceledJson(WireId.Order(order.Number), 200, view.Of(order, nested: false)))], WireJson.Default.Canceled, status: 207);
        },
        cancellationToken);

    private static SimAnswer Shown(SimBook book, BrokerAnswer answer, bool nested) =>
        answer.Kind == BrokerAnswerKind.Accepted ? Json(book, book.Find(answer.Order!.Id)!, nested) : throw Refusal(answer);

    private static SimAnswer Json(SimBook book, SimOrder order, bool nested) => SimAnswer.Json(new OrderView(book).Of(order, nested), WireJson.Default.OrderJson);

    private static SimOrder Find(SimBook book, string id) =>
        WireId.OrderNumber(id) is { } number && book.Find(SimOrder.IdOf(number)) is { } order ? order : throw SimRefusal.NotFound($"order not found for {id}");

    // The account may not do it: 403. The client order id: its own code. All else is about the order.
    private static SimRefusal Refusal(BrokerAnswer refused)
    {
        var reason = refused.Reason!;
        return reason.StartsWith("client_order_id", StringComparison.Ordinal) ? SimRefusal.Invalid(reason)
            : reason.StartsWith("insufficient", StringComparison.Ordinal) || reason.StartsWith("account is not", StringComparison.Ordinal) ? SimRefusal.Forbidden(reason)
            : SimRefusal.Unprocessable(reason);
    }
}

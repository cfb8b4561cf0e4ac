using Trading.Execution;
using Trading.Execution.Requests;
using Trading.Orders;

namespace Trading.Control.Draining;

/// <summary>What a shutdown waits for.</summary>
/// <param name="Orders">Our orders that will change what is held: entries, and sales that are to happen now. Protective orders rest and are not among them.</param>
/// <param name="Others">Shares without a stop and exits that people asked for, a sentence each.</param>
public sealed record Unfinished(IReadOnlyList<Order> Orders, IReadOnlyList<string> Others)
{
    /// <summary>Whether entries are among it.</summary>
    public bool HasEntries => Orders.Any(order => order.Purpose == OrderPurpose.Entry);

    /// <summary>All of it, a sentence each.</summary>
    public IReadOnlyList<string> Sentences => [.. Orders.Select(order => $"{OrderRoles.Word(order)} {order.Id} ({order.Remaining} {order.Symbol}) is {order.State}"), .. Others];

    /// <summary>Whether nothing is left.</summary>
    public bool IsEmpty => Orders.Count == 0 && Others.Count == 0;

    internal static Unfinished Of(OrderBookView book, IReadOnlyList<ExitRequest> requests) => new(
        [.. book.Open.Where(OrderRoles.IsPending)],
        [
            .. HeldLot.Of(book).Where(lot => !lot.Entry.IsOpen && !lot.Bare.IsZero).Select(lot => $"{lot.Bare} {lot.Entry.Symbol} of {lot.Entry.Id} have no stop"),
            .. requests.Select(request => $"the exit of {request.EntryId} ({request.Symbol}) that {request.Who} asked for is not done"),
        ]);
}

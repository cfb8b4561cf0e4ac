using NodaTime;
using Trading.Embedded.Broker;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;

namespace Trading.Embedded.Simulator.Broking;

/// <summary>Which orders a list shall hold: those submitted strictly between two instants, in that order, so many of them.</summary>
internal sealed record OrderQuery(
    string Status, int Limit, Instant? After, Instant? Until, bool IsAscending, bool IsNested, IReadOnlyList<Symbol> Symbols, string? Side)
{
    private const int StandardLimit = 50;
    private const int MostLimit = 500;

    public static OrderQuery Of(SimRequest request) => new(
        request.Word("status", "open", "closed", "all"),
        (request.Number("limit") ?? StandardLimit) is var limit and >= 1 and <= MostLimit ? limit : throw SimRefusal.Invalid($"limit must be between 1 and {MostLimit}"),
        request.Time("after"),
        request.Time("until"),
        request.Word("direction", "desc", "asc") == "asc",
        request.Flag("nested"),
        request.Symbols("symbols"),
        request.Text("side") is null ? null : request.Word("side", "buy", "sell"));

    public IReadOnlyList<OrderJson> Of(SimBook book)
    {
        var view = new OrderView(book);
        var found = book.All.Where(order => IsAsked(order) && HasStatus(view.StatusOf(order)));
        var sorted = IsAscending
            ? found.OrderBy(order => order.SubmittedAt).ThenBy(order => order.Number)
            : found.OrderByDescending(order => order.SubmittedAt).ThenByDescending(order => order.Number);
        return [.. sorted.Take(Limit).Select(order => view.Of(order, IsNested))];
    }

    // Rolled up, a leg is no entry of the list, so its entry's status decides.
    private bool IsAsked(SimOrder order) =>
        !(IsNested && SimBook.IsNested(order))
        && (After is null || order.SubmittedAt > After)
        && (Until is null || order.SubmittedAt < Until)
        && (Symbols.Count == 0 || Symbols.Contains(order.Symbol))
        && (Side is null || Side == WireText.Word(order.Side));

    private bool HasStatus(string status) => Status switch
    {
        "open" => OrderView.IsOpen(status),
        "closed" => OrderView.IsClosed(status),
        _ => true,
    };
}

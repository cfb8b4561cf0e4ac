using Trading.Journal;
using Trading.Operations.Invariants;
using Trading.Orders;

namespace Trading.Operations.Inquiry;

/// <summary>One line for people about an event of the journal.</summary>
internal static class EventSentence
{
    private static readonly string[] Said = ["sentence", "why", "reason", "result", "name"];

    public static string Of(JournalEvent one) => one.Kind switch
    {
        "order-reserved" => $"reserved: {Terms(one)}{Because(one)}",
        "order-submitted" => $"taken by the broker as {one.Text("brokerOrderId")}: {Terms(one)}",
        "order-adopted" => $"found at the broker as {one.Text("brokerOrderId")}: {Terms(one)}",
        "order-replaced" => $"took the place of {one.Text("replaces")}: {Terms(one)}{Because(one)}",
        "order-rejected" => $"refused: {Terms(one)}{Because(one)}",
        "order-unknown" => $"no clear answer from the broker: {Terms(one)}{Because(one)}",
        "order-dry-run" => $"dry run, not sent: {Terms(one)}",
        "order-external" => $"somebody else's order: {Terms(one)}",
        "order-changed" => Changed(one),
        "order-cancel-requested" => $"cancel asked for: {one.Text("why")}",
        "fill-booked" => $"{(IsBuy(one) ? "bought" : "sold")} {one.Number("quantity"):0.######} {one.Text("symbol")} at {one.Number("price")}, fee {one.Number("fee")}",
        "gate-changed" => $"{one.Text("gate")} by {one.Text("who")}: {one.Text("why")}",
        "kill-escalated" or "kill-released" => $"{one.Text("from")} to {one.Text("to")} by {one.Text("who")}: {one.Text("why")}",
        _ => Array.Find(Said, name => one.Text(name) is not null) is { } found ? one.Text(found)! : one.Kind,
    };

    private static string Changed(JournalEvent one)
    {
        var filled = one.Number("filled") is > 0 and var shares ? $", {shares:0.######} of {one.Number("quantity"):0.######} filled at {one.Number("averagePrice")}" : string.Empty;
        var why = one.Text("to") is nameof(OrderState.Canceled) or nameof(OrderState.Expired) or nameof(OrderState.Rejected) ? Because(one) : string.Empty;
        return $"{one.Text("from") ?? "new"} to {one.Text("to")}: {Terms(one)}{filled}{why}";
    }

    private static string Terms(JournalEvent one)
    {
        var limit = one.Number("limit") is { } at ? $" at {at}" : string.Empty;
        var stop = one.Number("stop") is { } level ? $", stop {level}" : string.Empty;
        return $"{(IsBuy(one) ? "buy" : "sell")} {one.Number("quantity"):0.######} {one.Text("symbol")}{limit}{stop}";
    }

    private static string Because(JournalEvent one) => one.Text("reason") is { Length: > 0 } reason ? $": {reason}" : string.Empty;

    private static bool IsBuy(JournalEvent one) => one.Text("side") == nameof(OrderSide.Buy);
}

using NodaTime;
using Trading.Accounting;
using Trading.Orders;
using Trading.Time;

namespace Trading.Compliance.Conduct;

/// <summary>The checks of conduct. Pure; each looks at facts and names what a person is to look at. What the rules are about is in <see cref="ConductThresholds"/>.</summary>
public static class ConductChecks
{
    /// <summary>All findings, check by check.</summary>
    public static IReadOnlyList<Finding> Run(ConductFacts facts, ConductThresholds thresholds) =>
        [.. WashTrades(facts, thresholds), .. SelfTrades(facts), .. OrdersToFills(facts, thresholds), .. NearClose(facts, thresholds)];

    /// <summary>Executions on both sides of a symbol within the window, at least one of them ours: one finding for each pair of orders.</summary>
    internal static IEnumerable<Finding> WashTrades(ConductFacts facts, ConductThresholds thresholds)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var symbol in facts.Fills.GroupBy(fill => fill.Symbol).OrderBy(group => group.Key))
        {
            var fills = symbol.ToList();
            for (var i = 0; i < fills.Count; i++)
            {
                for (var k = i + 1; k < fills.Count && fills[k].At - fills[i].At <= thresholds.WashWindow; k++)
                {
                    if (fills[i].Side != fills[k].Side && !(fills[i].IsExternal && fills[k].IsExternal) && seen.Add((fills[i].OrderId, fills[k].OrderId)))
                    {
                        yield return WashTrade(facts, fills[i], fills[k]);
                    }
                }
            }
        }
    }

    /// <summary>A buy and a sell of the account that both work and could trade with each other: a stop waits and cannot, and the legs of an entry that still works do not either.</summary>
    internal static IEnumerable<Finding> SelfTrades(ConductFacts facts)
    {
        foreach (var buy in facts.Orders.OpenBuys)
        {
            foreach (var sell in facts.Orders.Open)
            {
                if (sell.Side == OrderSide.Sell && sell.Symbol == buy.Symbol && !(buy.IsExternal && sell.IsExternal) && CouldCross(buy, sell))
                {
                    var sentence = $"{buy.Id} buys {buy.Symbol} at {At(buy)} while {sell.Id} sells it at {At(sell)}: they could trade with each other";
                    yield return new Finding(facts.Date, "self_trade", buy.Symbol, [buy.Id, sell.Id], sentence);
                }
            }
        }
    }

    /// <summary>Messages of the day's own orders for each order that was executed; a bracket is one message, the replacement of one of its legs another.</summary>
    internal static IEnumerable<Finding> OrdersToFills(ConductFacts facts, ConductThresholds thresholds)
    {
        var ours = facts.Orders.Orders.Where(order => !order.IsExternal && order.TradingDate == facts.Date && order.SentAt is not null && (order.Leg is null || order.Replaces is not null)).ToList();
        var cancels = ours.Count(order => order is { State: OrderState.Canceled, Leg: null });
        var messages = ours.Count + cancels;
        var filled = facts.Fills.Where(fill => !fill.IsExternal).Select(fill => fill.OrderId).Distinct(StringComparer.Ordinal).Count();
        if (messages >= thresholds.FewestMessages && messages > thresholds.OrdersToFills * int.Max(filled, 1))
        {
            var sentence = $"{ours.Count} orders and replacements and {cancels} cancels for {filled} orders with an execution, more than {thresholds.OrdersToFills} to one";
            yield return new Finding(facts.Date, "order_to_fill", null, [], sentence);
        }
    }

    /// <summary>Entries sent in the last minutes of the session.</summary>
    internal static IEnumerable<Finding> NearClose(ConductFacts facts, ConductThresholds thresholds)
    {
        var since = facts.Session.Close - thresholds.BeforeClose;
        foreach (var order in facts.Orders.Orders)
        {
            if (order is { IsExternal: false, Purpose: OrderPurpose.Entry, State: not OrderState.DryRun, SentAt: { } sent } && order.TradingDate == facts.Date && sent >= since)
            {
                var sentence = $"{order.Id} was sent at {Clock(sent)}, {(int)(facts.Session.Close - sent).TotalMinutes} minutes before the close";
                yield return new Finding(facts.Date, "near_close", order.Symbol, [order.Id], sentence);
            }
        }
    }

    private static Finding WashTrade(ConductFacts facts, BookedFill first, BookedFill second)
    {
        var seconds = (int)(second.At - first.At).TotalSeconds;
        var sentence = $"{first.OrderId} ({first.Side} {first.Quantity} at {first.Price}, {Clock(first.At)}) and {second.OrderId} ({second.Side} {second.Quantity} at {second.Price}) are {seconds} s apart";
        return new Finding(facts.Date, "wash_trade", first.Symbol, [first.OrderId, second.OrderId], sentence);
    }

    private static bool CouldCross(Order buy, Order sell) =>
        sell.Type != OrderType.Stop && buy.Type != OrderType.Stop
        && sell.ParentId != buy.Id
        && (buy.LimitPrice is not { } bid || sell.LimitPrice is not { } ask || bid >= ask);

    private static string At(Order order) => order.LimitPrice is { } limit ? $"{limit}" : "the market's price";

    private static string Clock(Instant at) => NewYork.TimeOf(at) is var time ? $"{time.Hour:00}:{time.Minute:00}:{time.Second:00}" : string.Empty;
}

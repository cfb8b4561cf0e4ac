using NodaTime;
using Trading.Market;

namespace Trading.Risk;

/// <summary>Whether the order itself makes sense: its price, its quantity, what is held.</summary>
internal static class OrderChecks
{
    public static PreTradeCheck[] Table { get; } =
    [
        new("age", AppliesTo.Entry, Age),
        new("price known", AppliesTo.Entry, PriceKnown),
        new("price drift", AppliesTo.Entry, PriceDrift),
        new("bracket", AppliesTo.Entry, BracketOrder),
        new("quantity", AppliesTo.All, WholeShares),
        new("quantity held", AppliesTo.Exit | AppliesTo.ProtectiveStop, HeldShares),
        new("already held", AppliesTo.Entry, AlreadyHeld),
    ];

    private static Block? Age(ref Decision decision)
    {
        var (age, limit) = (decision.Now - (decision.Intent.DecidedAt ?? decision.Now), Duration.FromSeconds(decision.Limits.EntryAgeSeconds));
        return age <= limit && decision.Intent.TradingDate == decision.Desk.Date
            ? null
            : new Block("intent_stale", $"intent_stale: {decision.Intent.Parts[0].Id} was decided {(long)age.TotalSeconds}s ago, at most {decision.Limits.EntryAgeSeconds}s");
    }

    private static Block? PriceKnown(ref Decision decision) => decision.Intent.ReferencePrice is not null && decision.Desk.PriceOf(decision.Intent.Symbol) is not null
        ? null
        : new Block("price_missing", $"price_missing: no price of {decision.Intent.Symbol} is known");

    private static Block? PriceDrift(ref Decision decision)
    {
        if (decision.Intent.ReferencePrice is not { } reference || decision.Desk.PriceOf(decision.Intent.Symbol) is not { } last)
        {
            return null;
        }

        var limit = decision.Limits.PriceDrift;
        var most = Drift(last, reference);
        for (var i = 0; i < decision.Intent.Parts.Count; i++)
        {
            most = decision.Intent.Parts[i].LimitPrice is { } price ? decimal.Max(most, Drift(price, reference)) : most;
        }

        return most <= limit
            ? null
            : new Block("price_drift", $"price_drift: {decision.Intent.Symbol} is {most:P2} from its reference {reference}, at most {limit:P0}");
    }

    private static decimal Drift(Price price, Price reference) => decimal.Abs(price.Value - reference.Value) / reference.Value;

    private static Block? BracketOrder(ref Decision decision)
    {
        for (var i = 0; i < decision.Intent.Parts.Count; i++)
        {
            var part = decision.Intent.Parts[i];
            if (part is { Bracket: { } bracket, LimitPrice: { } limit } && (bracket.TakeProfit <= limit || bracket.StopLoss >= limit))
            {
                return new Block("invalid_target", $"invalid_target: {part.Id} buys at {limit} with its target at {bracket.TakeProfit} and its stop at {bracket.StopLoss}");
            }
        }

        return null;
    }

    private static Block? WholeShares(ref Decision decision)
    {
        for (var i = 0; i < decision.Intent.Parts.Count; i++)
        {
            var quantity = decision.Intent.Parts[i].Quantity;
            if (!quantity.IsWhole || quantity.IsZero)
            {
                return new Block("quantity", $"quantity: {quantity} shares of {decision.Intent.Symbol}; orders are whole shares, one or more");
            }
        }

        return null;
    }

    private static Block? HeldShares(ref Decision decision)
    {
        var symbol = decision.Intent.Symbol;
        if (decision.Desk.Held(symbol) is not { } held)
        {
            return new Block("positions_unknown", $"positions_unknown: how much {symbol} is held is not known");
        }

        var claimed = decision.Book.ClaimedBySells(symbol, decision.Intent.Replaces ?? decision.Intent.Parts[0].Id);
        return decision.Quantity.Value + claimed.Value <= held
            ? null
            : new Block("quantity_held", $"quantity_held: {decision.Quantity} of {symbol} to sell, {held:0.######} held of which {claimed} are in open sells");
    }

    private static Block? AlreadyHeld(ref Decision decision)
    {
        var symbol = decision.Intent.Symbol;
        if (decision.Desk.Held(symbol) is not { } held)
        {
            return new Block("positions_unknown", $"positions_unknown: whether {symbol} is held is not known");
        }

        if (held != 0m || decision.Exposure.Holds)
        {
            return new Block("already_held", $"already_held: {symbol}, {held:0.######} shares held or an entry works");
        }

        return DryRunToday(ref decision) ? new Block("already_held", $"already_held: {symbol} was entered in the dry run today") : null;
    }

    private static bool DryRunToday(ref Decision decision)
    {
        var orders = decision.Book.DryRuns;
        for (var i = 0; i < orders.Length; i++)
        {
            var order = orders[i];
            if (order.Symbol == decision.Intent.Symbol && order.TradingDate == decision.Desk.Date && order.Group != decision.Group)
            {
                return true;
            }
        }

        return false;
    }
}

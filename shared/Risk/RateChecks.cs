using NodaTime;
using Trading.Orders;

namespace Trading.Risk;

/// <summary>How fast and how often the desk may enter.</summary>
internal static class RateChecks
{
    public static PreTradeCheck[] Table { get; } =
    [
        new("rate of all symbols", AppliesTo.Entry, AllSymbols),
        new("rate of the symbol", AppliesTo.Entry, OneSymbol),
        new("entries of the symbol today", AppliesTo.Entry, SymbolToday),
        new("new positions today", AppliesTo.Entry, NewPositions),
        new("open orders", AppliesTo.Entry, OpenOrders),
        new("cooldown", AppliesTo.Entry, Cooldown),
        new("minimum gap", AppliesTo.Entry, MinimumGap),
        new("notional window", AppliesTo.Entry, NotionalWindow),
    ];

    private static Block? AllSymbols(ref Decision decision) => decision.Rates.Tokens >= 1 - 1e-9
        ? null
        : new Block("rate_limit", $"rate_limit: {decision.Rates.LastMinute}/{decision.Limits.EntriesPerMinute} entries in the last minute");

    private static Block? OneSymbol(ref Decision decision)
    {
        var (seen, limit) = (decision.Rates.SymbolLastMinute, decision.Limits.EntriesPerMinutePerSymbol);
        return seen < limit ? null : new Block("rate_limit_symbol", $"rate_limit_symbol: {seen}/{limit} entries in {decision.Intent.Symbol} in the last minute");
    }

    private static Block? SymbolToday(ref Decision decision)
    {
        var (seen, limit) = (decision.Rates.SymbolToday, decision.Limits.EntriesPerSymbolPerDay);
        return seen < limit ? null : new Block("max_symbol_entries", $"max_symbol_entries: {seen}/{limit} for {decision.Intent.Symbol} today");
    }

    private static Block? NewPositions(ref Decision decision)
    {
        var (seen, limit) = (decision.Rates.Today, decision.Limits.NewPositionsPerDay);
        return seen < limit ? null : new Block("max_new_positions", $"max_new_positions: {seen}/{limit} new positions today");
    }

    private static Block? OpenOrders(ref Decision decision)
    {
        var open = decision.Book.OpenBuys;
        var (working, group) = (0, decision.Group);
        for (var i = 0; i < open.Length; i++)
        {
            working += open[i].Purpose == OrderPurpose.Entry && open[i].Group != group ? 1 : 0;
        }

        return working + decision.Intent.Parts.Count <= decision.Limits.OpenOrders
            ? null
            : new Block("max_open_orders", $"max_open_orders: {working}/{decision.Limits.OpenOrders} open orders, {decision.Intent.Parts.Count} more asked for");
    }

    private static Block? Cooldown(ref Decision decision)
    {
        if (decision.Rates.LastTrade is not { } last)
        {
            return null;
        }

        var (elapsed, wait) = (decision.Now - last, Duration.FromSeconds(decision.Limits.CooldownSeconds));
        return elapsed >= wait
            ? null
            : new Block("cooldown", $"cooldown: {decision.Intent.Symbol} traded {Seconds(elapsed)}s ago, wait {Seconds(wait - elapsed)}s more");
    }

    private static Block? MinimumGap(ref Decision decision)
    {
        var gap = Duration.FromSeconds(decision.Limits.MinimumGapSeconds);
        return decision.Rates.LastEntry is not { } last || decision.Now - last >= gap
            ? null
            : new Block("min_gap", $"min_gap: the last entry was {Seconds(decision.Now - last)}s ago, wait {Seconds(gap - (decision.Now - last))}s more");
    }

    private static Block? NotionalWindow(ref Decision decision)
    {
        var (sum, limit) = (decision.Rates.NotionalLastMinute + decision.Notional, decision.Limits.NotionalPerMinute);
        return limit == 0m || sum <= limit ? null : new Block("notional_rate", $"notional_rate: ${sum:0.00} in the last minute would exceed ${limit}");
    }

    private static long Seconds(Duration duration) => (long)Math.Ceiling(duration.TotalSeconds);
}

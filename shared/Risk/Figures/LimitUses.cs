using NodaTime;
using Trading.Orders;

namespace Trading.Risk.Figures;

/// <summary>The table of limits with what is used of each. Pure.</summary>
public static class LimitUses
{
    private const string Count = "count";
    private const string Usd = "usd";
    private const string Percent = "percent";
    private const string NoPositions = "positions are not known";
    private const string NoEquity = "equity is not known";
    private const string NoLosses = "equity, the day's opening equity or the peaks are not known";

    /// <summary>A line for each limit that something can use up, in the order of the checks. Rates that are switched off (0) are left out.</summary>
    /// <param name="view">The desk.</param>
    /// <param name="now">The clock, UTC.</param>
    public static IReadOnlyList<LimitUse> Of(RiskView view, Instant now) => [.. Rates(view, now), .. Exposures(view), .. Losses(view)];

    private static IEnumerable<LimitUse> Rates(RiskView view, Instant now)
    {
        var (limits, entries) = (view.Limits, view.Book.Entries);
        var today = entries.Where(entry => entry.Date == view.Desk.Date).ToList();
        var minute = entries.Where(entry => entry.At > now - Duration.FromMinutes(1)).ToList();
        var busiest = today.GroupBy(entry => entry.Symbol).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault();
        yield return LimitUse.Of("entries_per_minute", Count, limits.EntriesPerMinute, minute.Count, string.Empty);
        yield return LimitUse.Of("entries_per_symbol_per_day", Count, limits.EntriesPerSymbolPerDay, busiest?.Count() ?? 0, string.Empty, busiest?.Key.ToString() ?? string.Empty);
        yield return LimitUse.Of("new_positions_per_day", Count, limits.NewPositionsPerDay, today.Count(entry => !entry.Refused), string.Empty);
        yield return LimitUse.Of("open_orders", Count, limits.OpenOrders, view.Book.OpenBuys.Count(order => order.Purpose == OrderPurpose.Entry), string.Empty);
        if (limits.NotionalPerMinute > 0m)
        {
            yield return LimitUse.Of("notional_per_minute", Usd, limits.NotionalPerMinute, minute.Sum(entry => entry.Notional), string.Empty);
        }
    }

    private static IEnumerable<LimitUse> Exposures(RiskView view)
    {
        var (limits, figures, equity) = (view.Limits, ExposureFigures.Of(view), EquityOf(view));
        var (symbol, sector) = (figures is { BySymbol: [var most, ..] } ? most : null, figures is { BySector: [var first, ..] } ? first : null);
        yield return LimitUse.Of("total_exposure", Usd, limits.TotalExposure, figures?.Total, NoPositions);
        yield return LimitUse.Of("symbol_exposure", Usd, limits.SymbolExposure, Most(figures, symbol), NoPositions, symbol?.Name ?? string.Empty);
        yield return LimitUse.Of("position_of_equity", Percent, limits.PositionOfEquity * 100m, Most(figures, symbol) / equity * 100m, equity is null ? NoEquity : NoPositions, symbol?.Name ?? string.Empty);
        yield return LimitUse.Of(
            "sector_of_equity", Percent, limits.SectorOfEquity * 100m, figures?.BySector is null ? null : (sector?.Dollars ?? 0m) / equity * 100m,
            equity is null ? NoEquity : figures is null ? NoPositions : "the sectors could not be read", sector?.Name ?? string.Empty);
        yield return LimitUse.Of("positions", Count, limits.Positions, figures?.BySymbol.Count, NoPositions);
        yield return LimitUse.Of("leverage", "times", limits.Leverage, figures?.Total / equity, equity is null ? NoEquity : NoPositions);
    }

    private static IEnumerable<LimitUse> Losses(RiskView view)
    {
        var (limits, losses, equity) = (view.Limits, view.Desk.Losses, EquityOf(view));
        yield return LimitUse.Of("daily_loss", Percent, limits.DailyLoss * 100m, losses?.Daily * 100m, NoLosses);
        yield return LimitUse.Of("drawdown_no_entries", Percent, limits.DrawdownNoEntries * 100m, losses?.FromDayPeak * 100m, NoLosses);
        yield return LimitUse.Of("all_time_drawdown", Percent, limits.AllTimeDrawdown * 100m, losses?.FromAllTimePeak * 100m, NoLosses);
        yield return LimitUse.Of("value_at_risk", Percent, limits.ValueAtRisk * 100m, view.Var?.Var95 / equity * 100m, view.VarReason ?? NoEquity);
    }

    private static decimal? Most(ExposureFigures? figures, Slice? largest) => figures is null ? null : largest?.Dollars ?? 0m;

    private static decimal? EquityOf(RiskView view) => view.Desk.Account is { Equity: > 0m } account ? account.Equity : null;
}

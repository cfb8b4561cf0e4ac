namespace Trading.Risk;

/// <summary>How much the desk may hold; working entries count as if they were filled.</summary>
internal static class ExposureChecks
{
    public static PreTradeCheck[] Table { get; } =
    [
        new("account known", AppliesTo.Entry, AccountKnown),
        new("exposure", AppliesTo.Entry, Total),
        new("exposure of the symbol", AppliesTo.Entry, Symbol),
        new("one position of equity", AppliesTo.Entry, OnePosition),
        new("exposure of the sector", AppliesTo.Entry, Sector),
        new("positions", AppliesTo.Entry, Positions),
        new("buying power", AppliesTo.Entry, BuyingPower),
        new("leverage", AppliesTo.Entry, Leverage),
    ];

    private static Block? AccountKnown(ref Decision decision) => decision.Desk.Account is { Equity: > 0m }
        ? null
        : new Block("account_unknown", "account_unknown: equity and buying power are not known, or equity is not above zero");

    private static Block? Total(ref Decision decision)
    {
        var (sum, cap) = (decision.Exposure.Total + decision.Notional, decision.Limits.TotalExposure);
        return sum <= cap ? null : new Block("exposure_cap", $"exposure_cap: total ${sum:0.00} would exceed ${cap:0.##} cap");
    }

    private static Block? Symbol(ref Decision decision)
    {
        var (sum, cap) = (decision.Exposure.Symbol + decision.Notional, decision.Limits.SymbolExposure);
        return sum <= cap ? null : new Block("symbol_exposure_cap", $"symbol_exposure_cap: {decision.Intent.Symbol} ${sum:0.00} would exceed ${cap:0.##} cap");
    }

    private static Block? OnePosition(ref Decision decision)
    {
        var (sum, cap) = (decision.Exposure.Symbol + decision.Notional, decision.Limits.PositionOfEquity * decision.Desk.Account!.Equity);
        return sum <= cap
            ? null
            : new Block("position_of_equity", $"position_of_equity: {decision.Intent.Symbol} ${sum:0.00} would exceed ${cap:0.00}, {decision.Limits.PositionOfEquity:0.##%} of equity");
    }

    private static Block? Sector(ref Decision decision)
    {
        if (decision.Desk.Sectors is not { } sectors)
        {
            return new Block("sectors_unknown", "sectors_unknown: the list of sectors could not be read");
        }

        var (sum, cap) = (decision.Exposure.Sector + decision.Notional, decision.Limits.SectorOfEquity * decision.Desk.Account!.Equity);
        return sum <= cap
            ? null
            : new Block(
                "sector_exposure_cap", $"sector_exposure_cap: {sectors.Of(decision.Intent.Symbol)} ${sum:0.00} would exceed ${cap:0.00} cap, {decision.Limits.SectorOfEquity:0.##%} of equity");
    }

    private static Block? Positions(ref Decision decision)
    {
        var (held, limit) = (decision.Exposure.Positions, decision.Limits.Positions);
        return held < limit ? null : new Block("max_positions", $"max_positions: {held}/{limit} positions");
    }

    private static Block? BuyingPower(ref Decision decision)
    {
        var free = decision.Desk.Account!.BuyingPower - decision.Exposure.Unsettled;
        return decision.Notional <= free ? null : new Block("buying_power", $"buying_power: ${decision.Notional:0.00} asked for, ${free:0.00} free");
    }

    private static Block? Leverage(ref Decision decision)
    {
        var leverage = (decision.Exposure.Total + decision.Notional) / decision.Desk.Account!.Equity;
        return leverage <= decision.Limits.Leverage ? null : new Block("leverage", $"leverage: {leverage:0.00} would exceed {decision.Limits.Leverage:0.0#}");
    }
}

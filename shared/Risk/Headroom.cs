namespace Trading.Risk;

/// <summary>The dollars that an entry may still take under every cap that counts dollars: total, symbol, one position of equity, sector, leverage, buying power. Pure.</summary>
internal static class Headroom
{
    /// <summary>Dollars; zero or less when there is no room, and when the account is not known.</summary>
    public static decimal Of(in Exposure exposure, DeskSnapshot desk, RiskLimits limits)
    {
        if (desk.Account is not { Equity: > 0m } account)
        {
            return 0m;
        }

        var room = decimal.Min(limits.TotalExposure, limits.Leverage * account.Equity) - exposure.Total;
        room = decimal.Min(room, decimal.Min(limits.SymbolExposure, limits.PositionOfEquity * account.Equity) - exposure.Symbol);
        room = decimal.Min(room, (limits.SectorOfEquity * account.Equity) - exposure.Sector);
        return decimal.Min(room, account.BuyingPower - exposure.Unsettled);
    }
}

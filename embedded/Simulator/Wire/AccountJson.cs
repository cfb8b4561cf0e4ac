namespace Trading.Embedded.Simulator.Wire;

/// <summary>The account as the trading API sends it.</summary>
internal sealed record AccountJson
{
    public required string Id { get; init; }

    public required string AccountNumber { get; init; }

    public string Status { get; } = "ACTIVE";

    public string CryptoStatus { get; } = "INACTIVE";

    public string Currency { get; } = "USD";

    public required string BuyingPower { get; init; }

    public required string RegtBuyingPower { get; init; }

    public string DaytradingBuyingPower { get; } = "0";

    public string OptionsBuyingPower { get; } = "0";

    public required string NonMarginableBuyingPower { get; init; }

    public required string Cash { get; init; }

    public string AccruedFees { get; } = "0";

    public required string PortfolioValue { get; init; }

    public bool PatternDayTrader { get; init; }

    public bool TradingBlocked { get; init; }

    public bool TransfersBlocked { get; init; }

    public bool AccountBlocked { get; init; }

    public bool TradeSuspendedByUser { get; init; }

    public bool ShortingEnabled { get; init; }

    public string CreatedAt { get; } = "2012-01-03T14:30:00Z";

    public required string Multiplier { get; init; }

    public required string Equity { get; init; }

    public required string LastEquity { get; init; }

    public required string LongMarketValue { get; init; }

    public string ShortMarketValue { get; } = "0";

    public required string PositionMarketValue { get; init; }

    public required string InitialMargin { get; init; }

    public string MaintenanceMargin { get; } = "0";

    public string LastMaintenanceMargin { get; } = "0";

    public string Sma { get; } = "0";

    public int DaytradeCount { get; init; }
}

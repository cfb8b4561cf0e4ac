namespace Trading.Embedded.Simulator.Wire;

/// <summary>A position as the trading API sends it. The ratios (plpc, change_today) are parts of one.</summary>
internal sealed record PositionJson
{
    public required string AssetId { get; init; }

    public required string Symbol { get; init; }

    public string Exchange { get; } = AssetJson.Listed;

    public string AssetClass { get; } = "us_equity";

    public bool AssetMarginable { get; init; }

    public required string Qty { get; init; }

    public required string QtyAvailable { get; init; }

    public required string AvgEntryPrice { get; init; }

    public string Side { get; } = "long";

    public required string MarketValue { get; init; }

    public required string CostBasis { get; init; }

    public required string UnrealizedPl { get; init; }

    public required string UnrealizedPlpc { get; init; }

    public required string UnrealizedIntradayPl { get; init; }

    public required string UnrealizedIntradayPlpc { get; init; }

    public required string CurrentPrice { get; init; }

    public required string LastdayPrice { get; init; }

    public required string ChangeToday { get; init; }
}

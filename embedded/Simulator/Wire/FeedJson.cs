using System.Text.Json.Serialization;

namespace Trading.Embedded.Simulator.Wire;

/// <summary>A bar as the data API sends it. The bars here know neither their trades nor the average price of them: a typical price and round lots stand for both.</summary>
internal sealed record BarJson(string T, decimal O, decimal H, decimal L, decimal C, decimal V)
{
    private const int RoundLot = 100;

    public long N { get; } = Math.Max(1, (long)(V / RoundLot));

    public decimal Vw { get; } = decimal.Round((H + L + C) / 3, 6);
}

/// <summary>Bars of several symbols.</summary>
internal sealed record MultiBarsJson(IReadOnlyDictionary<string, IReadOnlyList<BarJson>> Bars, string? NextPageToken);

/// <summary>Bars of one symbol.</summary>
internal sealed record BarsJson(IReadOnlyList<BarJson> Bars, string Symbol, string? NextPageToken);

/// <summary>A trade.</summary>
internal sealed record TradeJson(string T, decimal P)
{
    public string X { get; } = "V";

    public int S { get; } = 100;

    public IReadOnlyList<string> C { get; } = ["@"];

    public long I { get; } = 1;

    public string Z { get; } = "A";
}

/// <summary>A quote without a spread: the simulated exchange has none.</summary>
internal sealed record QuoteJson(string T, decimal Ap, decimal Bp)
{
    public string Ax { get; } = "V";

    public int As { get; } = 1;

    public string Bx { get; } = "V";

    public int Bs { get; } = 1;

    public IReadOnlyList<string> C { get; } = ["R"];

    public string Z { get; } = "A";
}

/// <summary>The latest trade of each symbol.</summary>
internal sealed record LatestTradesJson(IReadOnlyDictionary<string, TradeJson> Trades);

/// <summary>The latest trade of one symbol.</summary>
internal sealed record LatestTradeJson(string Symbol, TradeJson Trade);

/// <summary>The latest quote of each symbol.</summary>
internal sealed record LatestQuotesJson(IReadOnlyDictionary<string, QuoteJson> Quotes);

/// <summary>The latest quote of one symbol.</summary>
internal sealed record LatestQuoteJson(string Symbol, QuoteJson Quote);

/// <summary>All that is new about one symbol.</summary>
internal sealed record SnapshotJson(
    [property: JsonPropertyName("latestTrade")] TradeJson LatestTrade,
    [property: JsonPropertyName("latestQuote")] QuoteJson LatestQuote,
    [property: JsonPropertyName("minuteBar")] BarJson? MinuteBar,
    [property: JsonPropertyName("dailyBar")] BarJson? DailyBar,
    [property: JsonPropertyName("prevDailyBar")] BarJson? PrevDailyBar);

namespace Trading.Embedded.Simulator.Wire;

/// <summary>An order that is asked for. Numbers may come as text.</summary>
internal sealed record NewOrderJson
{
    public string? Symbol { get; init; }

    public decimal? Qty { get; init; }

    public decimal? Notional { get; init; }

    public string? Side { get; init; }

    public string? Type { get; init; }

    public string? TimeInForce { get; init; }

    public decimal? LimitPrice { get; init; }

    public decimal? StopPrice { get; init; }

    public string? ClientOrderId { get; init; }

    public bool? ExtendedHours { get; init; }

    public string? OrderClass { get; init; }

    public ExitJson? TakeProfit { get; init; }

    public ExitJson? StopLoss { get; init; }
}

/// <summary>One of a bracket's exits.</summary>
internal sealed record ExitJson(decimal? LimitPrice, decimal? StopPrice);

/// <summary>What shall change in an order.</summary>
internal sealed record ChangeOrderJson
{
    public decimal? Qty { get; init; }

    public string? TimeInForce { get; init; }

    public decimal? LimitPrice { get; init; }

    public decimal? StopPrice { get; init; }

    public decimal? Trail { get; init; }

    public string? ClientOrderId { get; init; }
}

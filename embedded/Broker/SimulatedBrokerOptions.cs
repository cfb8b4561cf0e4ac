namespace Trading.Embedded.Broker;

/// <summary>The simulated account.</summary>
public sealed record SimulatedBrokerOptions
{
    /// <summary>The account's identity: letters, digits, '-'.</summary>
    public string Account { get; init; } = "SIM";

    /// <summary>Dollars at the beginning; counts only when the account is first opened.</summary>
    public decimal StartingCash { get; init; } = 100_000m;

    /// <summary>Dollars of holdings and open buys that one dollar of equity carries: 1 in a cash account, 2 on margin.</summary>
    public decimal Multiplier { get; init; } = 1m;

    /// <summary>The share of a minute's volume that our orders of a symbol may take together, in (0, 1]; always at least one share of a minute that traded.</summary>
    public decimal VolumeShare { get; init; } = 0.10m;

    /// <summary>What a market buy reserves, as a multiple of the last price.</summary>
    public decimal MarketReserve { get; init; } = 1.05m;
}

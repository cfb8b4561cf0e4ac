namespace Trading.Orders;

/// <summary>Which way an order trades.</summary>
public enum OrderSide
{
    /// <summary>Buys.</summary>
    Buy = 1,

    /// <summary>Sells.</summary>
    Sell = 2,
}

/// <summary>How an order is priced.</summary>
public enum OrderType
{
    /// <summary>At the market's price.</summary>
    Market = 1,

    /// <summary>At the limit price or better.</summary>
    Limit = 2,

    /// <summary>At the market's price once the stop price has traded.</summary>
    Stop = 3,
}

/// <summary>How long an order works.</summary>
public enum TimeInForce
{
    /// <summary>Until the session closes.</summary>
    Day = 1,

    /// <summary>Until it is filled or canceled (good till canceled).</summary>
    Gtc = 2,
}

/// <summary>What an order is for: the column of the gateway's table that applies to it.</summary>
public enum OrderPurpose
{
    /// <summary>Takes on risk.</summary>
    Entry = 1,

    /// <summary>Reduces a position.</summary>
    Exit = 2,

    /// <summary>A stop, or the replacement of one, that protects a position.</summary>
    ProtectiveStop = 3,
}

/// <summary>Which of a bracket's three orders.</summary>
public enum BracketLeg
{
    /// <summary>The limit order that takes the profit.</summary>
    TakeProfit = 1,

    /// <summary>The stop order that limits the loss.</summary>
    StopLoss = 2,
}

namespace Trading.Scanning;

/// <summary>How a symbol trends; A stands before B in the ranking.</summary>
public enum TrendTier
{
    /// <summary>Close above its 20-bar average, which is at or above the 50-bar one.</summary>
    A,

    /// <summary>Close above a rising 50-bar average.</summary>
    B,
}

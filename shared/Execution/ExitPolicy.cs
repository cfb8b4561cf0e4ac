using NodaTime;

namespace Trading.Execution;

/// <summary>How a strategy takes its exits: data, so that another policy is another row and not another class.</summary>
public sealed record ExitPolicy
{
    /// <summary>Days: the scan's stop and its two targets, a stop that only rises, five sessions at most.</summary>
    public static ExitPolicy Swing { get; } = new() { Name = "swing", MaxSessions = 5, Ratchets = true };

    /// <summary>Minutes: 1 % up, 0.5 % down, 60 minutes, flat by the close.</summary>
    public static ExitPolicy Intraday { get; } = new() { Name = "intraday", TakeProfit = 0.01m, StopLoss = 0.005m, MaxHolding = Duration.FromMinutes(60), MaxSessions = 1, FlatBeforeClose = Duration.FromMinutes(10) };

    /// <summary>The strategy's name in order ids: lower-case letters and digits.</summary>
    public required string Name { get; init; }

    /// <summary>The target above the entry's limit, a fraction; null takes the scan's two targets.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>The stop below the entry's limit, a fraction; null takes the scan's stop.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>Sessions a position is held at most, the entry's counted as the first.</summary>
    public int MaxSessions { get; init; } = 5;

    /// <summary>How long a position is held at most, from its first shares on; null is no limit. Reaching it is enough.</summary>
    public Duration? MaxHolding { get; init; }

    /// <summary>How long before the close of its last session a position is sold.</summary>
    public Duration FlatBeforeClose { get; init; } = Duration.FromMinutes(30);

    /// <summary>Whether the stop follows the price up: to the entry's price after the first target, and under the daily swing lows.</summary>
    public bool Ratchets { get; init; }
}

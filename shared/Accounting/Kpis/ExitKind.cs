using Trading.Orders;

namespace Trading.Accounting.Kpis;

/// <summary>Why shares were sold.</summary>
public enum ExitKind
{
    /// <summary>The take-profit was reached.</summary>
    Target = 1,

    /// <summary>The stop was reached.</summary>
    Stop = 2,

    /// <summary>The position's sessions or minutes were used up.</summary>
    Time = 3,

    /// <summary>A position of one session was sold before its close.</summary>
    Close = 4,

    /// <summary>A person had the desk sell.</summary>
    Operator = 5,

    /// <summary>The kill switch had the desk sell.</summary>
    Kill = 6,

    /// <summary>Sold by somebody else.</summary>
    External = 7,

    /// <summary>None of these: the order is gone from the book, or says something else.</summary>
    Other = 8,
}

/// <summary>Reads the reason off the order that sold. What the order says comes first: a target that was lowered to sell at once is a time exit.</summary>
public static class ExitKinds
{
    private static readonly (string Says, ExitKind Kind)[] Reasons =
    [
        ("time is up", ExitKind.Time),
        ("flat by the close", ExitKind.Close),
        ("asked for by", ExitKind.Operator),
        ("kill", ExitKind.Kill),
    ];

    /// <summary>The kind of an exit by the order that made it; null stands for an order that is not in the book.</summary>
    public static ExitKind Of(Order? sell)
    {
        if (sell is null)
        {
            return ExitKind.Other;
        }

        foreach (var (says, kind) in Reasons)
        {
            if (sell.Reason?.StartsWith(says, StringComparison.Ordinal) == true)
            {
                return kind;
            }
        }

        return sell switch
        {
            { IsExternal: true } => ExitKind.External,
            { Leg: BracketLeg.TakeProfit } => ExitKind.Target,
            { Leg: BracketLeg.StopLoss } or { Purpose: OrderPurpose.ProtectiveStop } or { Type: OrderType.Stop } => ExitKind.Stop,
            { Reason: { } why } when why.Contains("stop", StringComparison.Ordinal) => ExitKind.Stop,
            _ => ExitKind.Other,
        };
    }

    /// <summary>The word for a kind: lower case.</summary>
    public static string Word(this ExitKind kind) => kind switch
    {
        ExitKind.Target => "target",
        ExitKind.Stop => "stop",
        ExitKind.Time => "time",
        ExitKind.Close => "close",
        ExitKind.Operator => "operator",
        ExitKind.Kill => "kill",
        ExitKind.External => "external",
        _ => "other",
    };
}

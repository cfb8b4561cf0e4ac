namespace Trading.Risk.Figures;

/// <summary>How much of one limit is used.</summary>
/// <param name="Name">The limit's key, such as <c>value_at_risk</c>.</param>
/// <param name="Value">The limit itself, in <paramref name="Unit"/>.</param>
/// <param name="Used">What is used of it, in the same unit; null when that is not known.</param>
/// <param name="UtilizationPercent">Used in percent of the limit, one decimal; null when it is not known.</param>
/// <param name="WarningLevel">The highest of 50, 75, 80, 90, 95 and 100 percent that is reached; 0 below them all; null when it is not known.</param>
/// <param name="Unit"><c>count</c>, <c>usd</c>, <c>percent</c> or <c>times</c>.</param>
/// <param name="Subject">What uses most of it, where there are several: a symbol, a sector; empty otherwise.</param>
/// <param name="Reason">Why it is not known; null otherwise.</param>
public sealed record LimitUse(string Name, decimal Value, decimal? Used, decimal? UtilizationPercent, int? WarningLevel, string Unit, string Subject, string? Reason)
{
    private static readonly int[] Levels = [100, 95, 90, 80, 75, 50];

    /// <summary>One line of the table.</summary>
    internal static LimitUse Of(string name, string unit, decimal limit, decimal? used, string unknown, string subject = "")
    {
        if (used is not { } value)
        {
            return new LimitUse(name, limit, null, null, null, unit, subject, unknown);
        }

        var percent = value / limit * 100m;

        // Towards zero: a limit that is almost reached is not shown as reached.
        return new LimitUse(
            name, limit, decimal.Round(value, 4, MidpointRounding.ToZero), decimal.Round(percent, 1, MidpointRounding.ToZero), Array.Find(Levels, level => percent >= level), unit, subject, null);
    }
}

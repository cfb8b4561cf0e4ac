using System.Globalization;

namespace Trading.Risk.Limits;

/// <summary>One limit: its name, the values it takes, its defaults, and how it is read from and set in the limits.</summary>
/// <param name="Key">Its name in files, routes and the journal; never changes.</param>
/// <param name="Property">The property of <see cref="RiskLimits"/>.</param>
/// <param name="Kind">What it counts.</param>
/// <param name="Looser">Which way it allows more.</param>
/// <param name="IsOffAtZero">0 switches it off, which allows the most.</param>
/// <param name="Paper">The default of a paper account.</param>
/// <param name="Live">The default of a live account.</param>
/// <param name="Sentence">What it limits, for people.</param>
/// <param name="Of">Its value.</param>
/// <param name="With">The limits with another value of it; the value has no fault.</param>
public sealed record LimitLine(
    string Key,
    string Property,
    LimitKind Kind,
    Looser Looser,
    bool IsOffAtZero,
    decimal Paper,
    decimal Live,
    string Sentence,
    Func<RiskLimits, decimal> Of,
    Func<RiskLimits, decimal, RiskLimits> With)
{
    /// <summary>The unit of its values.</summary>
    public string Unit => Kind switch
    {
        LimitKind.Count => "count",
        LimitKind.Seconds => "seconds",
        LimitKind.Dollars => "USD",
        LimitKind.Fraction => "fraction",
        _ => "multiple of equity",
    };

    /// <summary>Whether going from one value to another allows more.</summary>
    public bool IsLooser(decimal from, decimal to) => Allowance(to) > Allowance(from);

    /// <summary>What is wrong with a value, a sentence with the key and what is right; null when nothing is.</summary>
    public string? FaultOf(decimal value)
    {
        var (least, most) = Range;
        var isWhole = Kind is not (LimitKind.Count or LimitKind.Seconds) || decimal.IsInteger(value);
        var isInside = value <= most && (IsOffAtZero || least > 0m ? value >= least : value > 0m);
        return isWhole && isInside ? null : string.Create(CultureInfo.InvariantCulture, $"{Key} is {value}; it must be {Words}");
    }

    /// <summary>The values it takes, in words.</summary>
    public string Words
    {
        get
        {
            var (least, most) = Range;
            var whole = Kind is LimitKind.Count or LimitKind.Seconds ? "a whole number " : string.Empty;
            return least > 0m || IsOffAtZero
                ? string.Create(CultureInfo.InvariantCulture, $"{whole}from {least} to {most}")
                : string.Create(CultureInfo.InvariantCulture, $"above 0 and at most {most}");
        }
    }

    private (decimal Least, decimal Most) Range => Kind switch
    {
        LimitKind.Count => (1m, 100_000m),
        LimitKind.Seconds => (IsOffAtZero ? 0m : 1m, 86_400m),
        LimitKind.Dollars => (0m, 1_000_000_000_000m),
        LimitKind.Fraction => (0m, 1m),
        _ => (0m, 100m),
    };

    private decimal Allowance(decimal value) => Looser == Looser.Lower ? -value : IsOffAtZero && value == 0m ? decimal.MaxValue : value;
}

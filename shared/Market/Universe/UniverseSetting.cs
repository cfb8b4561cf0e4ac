using System.Globalization;

namespace Trading.Market.Universe;

/// <summary>Which symbols are scanned: the holdings of an index fund, or the stocks that trade most.</summary>
/// <param name="Most">How many of the stocks that trade most; null for the holdings.</param>
public sealed record UniverseSetting(int? Most)
{
    /// <summary>The setting's name.</summary>
    public const string Name = "TRADING_UNIVERSE";

    private const string Assets = "assets";
    private const string Holdings = "holdings";
    private const int Standard = 3000;
    private const int Limit = 10_000;

    /// <summary>What counts when nothing is set.</summary>
    public static UniverseSetting Default { get; } = new(Standard);

    /// <summary>Reads <c>assets:3000</c>, <c>assets</c> or <c>holdings</c>; nothing is the standard.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static UniverseSetting Parse(string? text) => text?.Trim() switch
    {
        null or "" or Assets => Default,
        Holdings => new UniverseSetting((int?)null),
        { } given when given.StartsWith(Assets + ":", StringComparison.Ordinal) && int.TryParse(given.AsSpan(Assets.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is > 0 and <= Limit => new UniverseSetting(most),
        var other => throw new FormatException($"{Name} '{other}': wants assets:{Standard} (a number from 1 to {Limit}) or holdings"),
    };

    /// <summary>The setting's text.</summary>
    public override string ToString() => Most is { } most ? string.Create(CultureInfo.InvariantCulture, $"{Assets}:{most}") : Holdings;
}

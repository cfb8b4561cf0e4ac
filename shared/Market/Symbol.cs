using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Trading.Market;

/// <summary>A listed symbol as the exchange writes it: 1 to 10 of A-Z, 0-9, '.' and '-'.</summary>
public readonly record struct Symbol : IComparable<Symbol>
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
    private readonly string? text;

    private Symbol(string text) => this.text = text;

    /// <summary>Reads a symbol; white space around it and lower case are forgiven.</summary>
    /// <exception cref="FormatException">The text is not a symbol.</exception>
    public static Symbol Parse(string text) =>
        TryParse(text, out var symbol) ? symbol : throw new FormatException($"'{text}' is not a symbol: 1 to 10 of A-Z, 0-9, '.' and '-'");

    /// <summary>Reads a symbol; false when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Symbol symbol)
    {
        var trimmed = text?.Trim().ToUpperInvariant() ?? string.Empty;
        var good = trimmed.Length is >= 1 and <= 10 && !trimmed.AsSpan().ContainsAnyExcept(Allowed);
        symbol = good ? new Symbol(trimmed) : default;
        return good;
    }

    /// <summary>Ordinal order.</summary>
    public int CompareTo(Symbol other) => string.CompareOrdinal(text, other.text);

    /// <summary>The symbol's text, upper case.</summary>
    public override string ToString() => text ?? string.Empty;

    /// <summary>Ordinal order.</summary>
    public static bool operator <(Symbol left, Symbol right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(Symbol left, Symbol right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(Symbol left, Symbol right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(Symbol left, Symbol right) => left.CompareTo(right) >= 0;
}

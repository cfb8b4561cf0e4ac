using System.Globalization;
using System.Text;
using Trading.Market;

namespace Trading.Embedded.Simulator.Wire;

/// <summary>UUIDs that are counted or spelled, not drawn: the same account has the same ids every time, and each leads back to what it names.</summary>
internal static class WireId
{
    /// <summary>The account.</summary>
    public const string Account = "05000000-0000-4000-8000-000000000001";

    private const string OrderHead = "01000000-0000-4000-8000-";
    private const string FillHead = "02000000-0000-4000-8000-";
    private const string FeeHead = "03000000-0000-4000-8000-";
    private const int LongestSymbol = 10;

    public static string Order(int number) => $"{OrderHead}{number:x12}";

    /// <summary>The order's number; null when no order has such an id.</summary>
    public static int? OrderNumber(string id) =>
        id.Length == 36 && id.StartsWith(OrderHead, StringComparison.OrdinalIgnoreCase)
        && int.TryParse(id.AsSpan(OrderHead.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Fill(int sequence) => $"{FillHead}{sequence:x12}";

    public static string Fee(int sequence) => $"{FeeHead}{sequence:x12}";

    /// <summary>An asset's id holds its symbol's letters.</summary>
    public static string Asset(Symbol symbol)
    {
        var hex = Convert.ToHexStringLower(Encoding.ASCII.GetBytes(symbol.ToString().PadRight(LongestSymbol, '\0')));
        return $"04{hex[..6]}-{hex[6..10]}-4000-8000-00{hex[10..]}";
    }

    /// <summary>The symbol that an asset's id, or the symbol itself, names; null when it is neither.</summary>
    public static Symbol? AssetSymbol(string text)
    {
        if (Guid.TryParseExact(text, "D", out _))
        {
            var hex = string.Concat(text.AsSpan(2, 6), text.AsSpan(9, 4), text.AsSpan(26));
            text = Encoding.ASCII.GetString(Convert.FromHexString(hex)).TrimEnd('\0');
        }

        return Symbol.TryParse(text, out var symbol) ? symbol : null;
    }
}

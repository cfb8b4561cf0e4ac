using System.Text.RegularExpressions;

namespace Trading.Market.Universe;

/// <summary>Which assets are a company's shares: funds, notes, warrants, rights and units are listed and traded like them, and are nothing to scan.</summary>
internal static partial class CommonStock
{
    // Where funds are listed, and hardly a company.
    private static readonly HashSet<string> FundExchanges = new(["ARCA", "NYSEARCA", "BATS"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an asset is one.</summary>
    public static bool Is(Asset asset) => !FundExchanges.Contains(asset.Exchange) && !Other().IsMatch(asset.Name);

    [GeneratedRegex(@"\b(ETFs?|ETNs?|Funds?|Warrants?|Rights?|(?<!Common )Units?|Notes?|Debentures?|Preferred|Preference|Index Trust|ProShares|iShares|Direxion|SPDR)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Other();
}

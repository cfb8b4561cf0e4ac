using System.Text.RegularExpressions;

namespace Trading.Operations.Alerting;

/// <summary>
/// Takes secrets and addresses out of a text before it leaves the desk: known secrets word for word, bearer tokens, values of keys that name a secret (quotes stay, so that JSON stays JSON),
/// user names in addresses, hook addresses, API keys, mail addresses, payment card numbers. UUIDs, dates, prices and order ids stay.
/// </summary>
public sealed partial class Redaction
{
    private const string Gone = "[redacted]";
    private const int Shortest = 8;
    private readonly List<string> secrets;

    /// <summary>One that also knows these secrets; those of fewer than eight characters would hit ordinary words and are left to the patterns.</summary>
    public Redaction(IEnumerable<string?> secrets) =>
        this.secrets = [.. secrets.OfType<string>().Where(secret => secret.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];

    /// <summary>The text without them.</summary>
    public string Clean(string text)
    {
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, Gone, StringComparison.Ordinal);
        }

        return Patterns().Replace(text, Replace);
    }

    private static string Replace(Match match) =>
        match.Groups["uuid"].Success ? match.Value
        : match.Groups["mail"].Success ? "[mail]"
        : match.Groups["card"].Success ? IsCard(match.Value) ? Gone : match.Value
        : match.Groups["keep"].Value + Gone;

    // The checksum of payment cards (ISO/IEC 7812-1, Luhn): a long number without it is an order's or an account's, and is needed.
    private static bool IsCard(string text)
    {
        var (sum, place) = (0, 0);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                var digit = (text[i] - '0') * (place++ % 2 == 0 ? 1 : 2);
                sum += digit > 9 ? digit - 9 : digit;
            }
        }

        return sum % 10 == 0;
    }

    [GeneratedRegex(
        """
        (?<uuid>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)
        | (?<keep>\b(?:authorization["']?\s*[:=]\s*["']?(?:[a-z]+\s+)?|bearer\s+|basic\s+))[a-z0-9._~+/=-]{8,}
        | (?<keep>(?:[a-z_.-]*(?:password|passwd|pwd|secret|token|api[-_ ]?key|account[-_ ]?key|access[-_ ]?key|access[-_ ]?signature|\bsig)[a-z_-]*)["']?\s*[:=]\s*["']?)[^\s"';,&]{3,}
        | (?<keep>https://hooks\.slack\.com/services/)[^\s"']+
        | (?<keep>\b[a-z][a-z0-9+.-]*://)[^\s/@:"']+:[^\s/@"']+(?=@)
        | (?<mail>[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)
        | (?<keep>)\b(?:sk|pk|rk)[-_][a-z0-9_-]{16,}
        | (?<keep>)\b(?:PK|AK|CK)(?-i:[A-Z0-9]{16,24})\b
        | (?<card>(?<![\w.-])\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\w.-]))
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Patterns();
}

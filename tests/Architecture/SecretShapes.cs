using System.Text.RegularExpressions;

namespace Trading.Tests.Architecture;

/// <summary>What secrets look like. Values that are plainly none (empty, a placeholder, a name, an expression) match no shape, so that whatever matches is worth a look.</summary>
internal static partial class SecretShapes
{
    /// <summary>The key of the storage emulator's one account, which its documentation gives to everybody.</summary>
    private const string Emulator = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly (string Name, Regex Shape)[] All =
    [
        ("account key", AccountKey()),
        ("shared access signature", Signature()),
        ("broker's key id", BrokerKey()),
        ("broker's secret", BrokerSecret()),
        ("bearer token", Bearer()),
        ("private key", PrivateKey()),
        ("instrumentation key", Instrumentation()),
        ("password", Password()),
        ("client secret", ClientSecret()),
        ("chat token", Chat()),
        ("chat hook", Hook()),
        ("address with a password", Address()),
        ("host key", HostKey()),
    ];

    /// <summary>The secrets in a text: what each is and where it begins, never the secret itself.</summary>
    public static IEnumerable<string> In(string text)
    {
        var rest = text.Replace(Emulator, string.Empty, StringComparison.Ordinal);
        return from each in All
               from Match found in each.Shape.Matches(rest)
               select $"{each.Name} at line {rest.AsSpan(0, found.Index).Count('\n') + 1}: {found.Value[..Math.Min(8, found.Length)]}...";
    }

    [GeneratedRegex("(?:AccountKey|SharedAccessKey)\\s*=\\s*[A-Za-z0-9+/]{20,}={0,2}", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex AccountKey();

    [GeneratedRegex("(?:SharedAccessSignature\\s*=\\s*\\S{12,}|[?&;]sig=[A-Za-z0-9%+/]{24,})", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Signature();

    [GeneratedRegex(@"\b(?:PK|AK|CK)(?=[A-Z0-9]*[0-9])(?=[A-Z0-9]*[A-Z][A-Z0-9]*[0-9])[A-Z0-9]{16,24}\b", RegexOptions.None, 5000)]
    private static partial Regex BrokerKey();

    [GeneratedRegex("secret[A-Za-z_-]{0,12}[\"']?\\s*[:=]\\s*[\"']?(?=[A-Za-z0-9+/]*[0-9])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/])", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex BrokerSecret();

    [GeneratedRegex("Bearer\\s+(?:eyJ[A-Za-z0-9_-]{8,}\\.|(?=[A-Za-z0-9_-]*[0-9])(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{40,})", RegexOptions.None, 5000)]
    private static partial Regex Bearer();

    [GeneratedRegex("-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----", RegexOptions.None, 5000)]
    private static partial Regex PrivateKey();

    [GeneratedRegex("InstrumentationKey\\s*=\\s*[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Instrumentation();

    // A connection string's, or one that is set to a literal.
    [GeneratedRegex("(?:;\\s*(?i:password|pwd)\\s*=\\s*[^;\\s\"'{$<\\[]{6,}|\\b[A-Z_]*PASSWORD\\s*=\\s*(?=[^\\s\"'{$<\\[(;]*[0-9])[A-Za-z0-9!#%&*+/=?@^_~-]{8,})", RegexOptions.None, 5000)]
    private static partial Regex Password();

    [GeneratedRegex("client_?secret[\"']?\\s*[:=]\\s*[\"']?(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[A-Za-z0-9_.~-]{3}8Q~[A-Za-z0-9_.~-]{30,})", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex ClientSecret();

    [GeneratedRegex("xox[abeprs]-[A-Za-z0-9-]{10,}", RegexOptions.None, 5000)]
    private static partial Regex Chat();

    [GeneratedRegex("https://hooks\\.slack\\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{12,}", RegexOptions.None, 5000)]
    private static partial Regex Hook();

    [GeneratedRegex("\\b(?:amqps?|https?|postgres(?:ql)?|mongodb|redis|smtps?)://[A-Za-z0-9._%-]+:(?=[^@\\s/\"']*[0-9])[^@\\s/\"'{}$<]{8,}@", RegexOptions.None, 5000)]
    private static partial Regex Address();

    // Keys that the platform makes for a function app end so.
    [GeneratedRegex("[A-Za-z0-9_-]{40,}AzFu[A-Za-z0-9_-]{4,}={0,2}", RegexOptions.None, 5000)]
    private static partial Regex HostKey();
}

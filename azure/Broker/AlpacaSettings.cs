using System.Globalization;
using Trading.Brokers;

namespace Trading.Adapters.Broker;

/// <summary>Where the account and its market data are reached, with which key, and how often. Not a record: nothing here is ever printed.</summary>
public sealed class AlpacaSettings
{
    /// <summary>The host of the paper endpoint.</summary>
    public const string PaperHost = "paper-api.alpaca.markets";

    /// <summary>The host of the live endpoint.</summary>
    public const string LiveHost = "api.alpaca.markets";

    private const string DataHost = "data.alpaca.markets";
    private const int StandardRequests = 200;

    private AlpacaSettings(string keyId, string secret, Uri trading, Uri data, bool isConsolidated, int? requestsPerMinute) =>
        (KeyId, Secret, Trading, Data, IsConsolidated, RequestsPerMinute) = (keyId, secret, trading, data, isConsolidated, requestsPerMinute);

    /// <summary>Where orders are sent.</summary>
    public Uri Trading { get; }

    /// <summary>Where market data is asked for.</summary>
    public Uri Data { get; }

    /// <summary>Whether the feed is all exchanges' (sip) and not one's (iex).</summary>
    public bool IsConsolidated { get; }

    /// <summary>Requests a minute to both together; null for as many as it takes, at a simulator alone.</summary>
    public int? RequestsPerMinute { get; }

    /// <summary>Whose money is traded there.</summary>
    public BrokerVenue Venue => BrokerVenue.At(Trading, PaperHost, LiveHost);

    internal string KeyId { get; }

    internal string Secret { get; }

    /// <summary>
    /// Reads <c>TRADING_BROKER_URL</c> (standard: the paper endpoint), <c>TRADING_DATA_URL</c>, <c>APCA_API_KEY_ID</c>, <c>APCA_API_SECRET_KEY</c>, <c>TRADING_DATA_FEED</c> (iex or sip)
    /// and <c>TRADING_BROKER_REQUESTS</c>. A simulator on this machine takes any key, gives its own data, and is asked as often as needed where nothing else is set.
    /// </summary>
    /// <param name="variable">A variable of the environment by its name; null when it is not set.</param>
    /// <exception cref="FormatException">One line that begins with the setting that is missing or wrong, and never shows a secret.</exception>
    public static AlpacaSettings Read(Func<string, string?> variable) => Read(variable, simulator: null);

    /// <summary>Reads the settings for a simulator at <paramref name="simulator"/> on this machine, whatever the addresses in the environment are; or as they are when it is null.</summary>
    /// <exception cref="FormatException">One line that begins with the setting that is missing or wrong.</exception>
    public static AlpacaSettings Read(Func<string, string?> variable, Uri? simulator)
    {
        string? Text(string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;
        var trading = simulator ?? Address("TRADING_BROKER_URL", Text("TRADING_BROKER_URL") ?? $"https://{PaperHost}", [PaperHost, LiveHost]);
        var data = simulator ?? (trading.IsLoopback && Text("TRADING_DATA_URL") is null
            ? trading
            : Address("TRADING_DATA_URL", Text("TRADING_DATA_URL") ?? $"https://{DataHost}", [DataHost]));
        if (data.IsLoopback && !trading.IsLoopback)
        {
            throw new FormatException("TRADING_DATA_URL: a simulator's prices are not those of an account at the broker; empty it, or set TRADING_BROKER_URL to the simulator as well");
        }

        var isSimulator = trading.IsLoopback && data.IsLoopback;
        var keys = new[] { "APCA_API_KEY_ID", "APCA_API_SECRET_KEY" };
        if (!isSimulator && keys.Where(name => Text(name) is null).ToList() is [_, ..] missing)
        {
            throw new FormatException($"{string.Join(", ", missing)}: not set; take the key and its secret from the broker's page, or set TRADING_BROKER_URL to a simulator on this machine");
        }

        return new AlpacaSettings(
            Key(keys[0], Text(keys[0]) ?? "simulator"),
            Key(keys[1], Text(keys[1]) ?? "simulator"),
            trading,
            data,
            Text("TRADING_DATA_FEED") switch { null or "iex" => false, "sip" => true, _ => throw new FormatException("TRADING_DATA_FEED: wants iex or sip") },
            Requests(Text("TRADING_BROKER_REQUESTS"), isSimulator));
    }

    /// <summary>The address, and nothing of the key.</summary>
    public override string ToString() => $"{Trading.Host}, {(IsConsolidated ? "sip" : "iex")}";

    // Keys are sent with every request: to nobody but the broker.
    private static Uri Address(string name, string text, string[] hosts)
    {
        var known = Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.UserInfo.Length == 0
            && address.PathAndQuery == "/"
            && (address.IsLoopback ? address.Scheme is "http" or "https" : address is { Scheme: "https", IsDefaultPort: true } && hosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase));
        return known ? address! : throw new FormatException($"{name}: wants {string.Join(" or ", hosts.Select(host => $"https://{host}"))}, or http on this machine for a simulator");
    }

    private static string Key(string name, string text) =>
        text.AsSpan().ContainsAnyExceptInRange('!', '~') ? throw new FormatException($"{name}: holds a character that no key has; copy it again") : text;

    private static int? Requests(string? text, bool isSimulator) =>
        text is null ? isSimulator ? null : StandardRequests
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var requests) && requests is >= 10 and <= 10_000 ? requests
        : throw new FormatException("TRADING_BROKER_REQUESTS: wants a whole number of requests a minute from 10 to 10000");
}

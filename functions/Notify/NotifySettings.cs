using System.Globalization;
using System.Net.Mail;
using Trading.Operations.Alerting;

namespace Trading.Functions.Notify;

/// <summary>Who is told by which way, from the settings <c>TRADING_ALERT_WEBHOOK</c>, <c>TRADING_ALERT_WEBHOOK_FORM</c>, <c>TRADING_SMTP_*</c> and <c>TRADING_NOTIFY_*</c>. A wrong setting is left out and named in <see cref="Faults"/>.</summary>
internal sealed record NotifySettings
{
    /// <summary>Where messages are posted; https, or http on this machine.</summary>
    public Uri? Webhook { get; private init; }

    /// <summary>Whether the webhook takes Slack's form instead of the whole message.</summary>
    public bool IsSlack { get; private init; }

    /// <summary>The mail server; null when there is none.</summary>
    public string? MailHost { get; private init; }

    public int MailPort { get; private init; } = 587;

    public string? MailUser { get; private init; }

    public string? MailPassword { get; private init; }

    public string? MailFrom { get; private init; }

    /// <summary>Whether the connection turns to TLS (STARTTLS) before anything is said; only a server on this machine may do without.</summary>
    public bool MailTls { get; private init; } = true;

    /// <summary>Mail addresses by party; a party without its own is reached at the on-call addresses.</summary>
    public IReadOnlyDictionary<AlertParty, IReadOnlyList<string>> Contacts { get; private init; } = new Dictionary<AlertParty, IReadOnlyList<string>>();

    /// <summary>What is wrong, a sentence each, without the values.</summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    /// <summary>What must not be seen in a message or a log.</summary>
    public IEnumerable<string?> Secrets => [Webhook?.AbsolutePath is { Length: > 8 } path ? path : null, Webhook?.Query, MailPassword];

    public static NotifySettings Read(Func<string, string?> setting)
    {
        var faults = new List<string>();
        var host = Text(setting, "TRADING_SMTP_HOST");
        var settings = new NotifySettings
        {
            Webhook = Address(setting, faults),
            IsSlack = Word(setting, "TRADING_ALERT_WEBHOOK_FORM", "json", "slack", faults) == "slack",
            MailPort = Port(setting, faults),
            MailUser = Text(setting, "TRADING_SMTP_USER"),
            MailPassword = Text(setting, "TRADING_SMTP_PASSWORD"),
            MailTls = Word(setting, "TRADING_SMTP_TLS", "starttls", "none", faults) == "starttls",
            MailFrom = Addresses(setting, "TRADING_SMTP_FROM", faults).FirstOrDefault(),
            Contacts = Enum.GetValues<AlertParty>().ToDictionary(party => party, IReadOnlyList<string> (party) => Addresses(setting, $"TRADING_NOTIFY_{party.Word().ToUpperInvariant()}", faults)),
        };
        return settings with { MailHost = Mail(host, settings, faults), Faults = faults };
    }

    /// <summary>The addresses of a party.</summary>
    public IReadOnlyList<string> ContactsOf(AlertParty party) =>
        Contacts.GetValueOrDefault(party) is { Count: > 0 } own ? own : Contacts.GetValueOrDefault(AlertParty.OnCall) ?? [];

    private static string? Mail(string? host, NotifySettings settings, List<string> faults)
    {
        var fault = host is null ? null
            : settings.MailFrom is null ? "TRADING_SMTP_FROM: mail needs a sender's address"
            : settings.ContactsOf(AlertParty.OnCall).Count == 0 ? "TRADING_NOTIFY_ONCALL: mail needs somebody to go to"
            : !settings.MailTls && host is not ("localhost" or "127.0.0.1" or "::1") ? "TRADING_SMTP_TLS: only a server on this machine may do without TLS"
            : null;
        if (fault is not null)
        {
            faults.Add(fault);
        }

        return fault is null ? host : null;
    }

    private static Uri? Address(Func<string, string?> setting, List<string> faults)
    {
        if (Text(setting, "TRADING_ALERT_WEBHOOK") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            return uri;
        }

        faults.Add("TRADING_ALERT_WEBHOOK: wants an https address, or http on this machine");
        return null;
    }

    private static int Port(Func<string, string?> setting, List<string> faults)
    {
        if (Text(setting, "TRADING_SMTP_PORT") is not { } text)
        {
            return 587;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535)
        {
            return port;
        }

        faults.Add("TRADING_SMTP_PORT: wants 1 to 65535");
        return 587;
    }

    private static string Word(Func<string, string?> setting, string name, string standard, string other, List<string> faults)
    {
        var word = Text(setting, name) ?? standard;
        if (word != standard && word != other)
        {
            faults.Add($"{name}: wants {standard} or {other}");
            return standard;
        }

        return word;
    }

    private static List<string> Addresses(Func<string, string?> setting, string name, List<string> faults)
    {
        var found = (Text(setting, name) ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        if (found.RemoveAll(address => !MailAddress.TryCreate(address, out _)) > 0)
        {
            faults.Add($"{name}: wants mail addresses parted by commas");
        }

        return found;
    }

    private static string? Text(Func<string, string?> setting, string name) => setting(name)?.Trim() is { Length: > 0 } text ? text : null;
}

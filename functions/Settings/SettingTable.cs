namespace Trading.Functions.Settings;

/// <summary>Every setting that the process reads, in the order in which they are shown. A test holds that no other is read, and that docs/configuration.md has the same.</summary>
internal static class SettingTable
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("TRADING_MODE", "paper", "dry_run, paper or live. Not set is paper, with dry run as the gate has it: on until an operator switches it off. dry_run, or any other word, holds dry run on."),
        new("TRADING_LIVE", "not set", "Allows live trading when it is 1, true, TRUE, yes or YES, together with TRADING_MODE live, the confirm token and a broker host that is the live one."),
        new("TRADING_LIVE_CONFIRM_TOKEN", "not set", "The second word that live trading takes: the same as in the blob control/live_confirm_token, which is read at every order.", IsSecret: true),
        new("TRADING_KILL_SWITCH", "not set", "Asks for a mode of the kill switch as long as it is set: off, close_only or halt_all; any other word counts as close_only and alerts. Empty asks for nothing."),
        new("TRADING_ALERT_WEBHOOK", "not set", "Where alerts are posted: an https address, or http on this machine.", IsSecret: true),
        new("TRADING_ALERT_WEBHOOK_FORM", "json", "The form of a posted alert: json or slack."),
        new("TRADING_SMTP_HOST", "not set", "The mail server for alerts."),
        new("TRADING_SMTP_PORT", "587", "Its port."),
        new("TRADING_SMTP_USER", "not set", "The mail server's user.", IsSecret: true),
        new("TRADING_SMTP_PASSWORD", "not set", "The mail server's password.", IsSecret: true),
        new("TRADING_SMTP_TLS", "starttls", "starttls, or none for a server on this machine."),
        new("TRADING_SMTP_FROM", "not set", "The sender's address."),
        new("TRADING_NOTIFY_ONCALL", "not set", "Mail addresses of whoever is on call, parted by commas; a party without its own is reached here."),
        new("TRADING_NOTIFY_RISK_MANAGER", "those on call", "Mail addresses of the risk manager."),
        new("TRADING_NOTIFY_COMPLIANCE", "those on call", "Mail addresses of the compliance officer."),
        new("TRADING_NOTIFY_CTO", "those on call", "Mail addresses of the chief technology officer."),
        new("TRADING_STORAGE_ACCOUNT", "not set", "The storage account of records and blobs, reached as the identity that the process runs under."),
        new("TRADING_STORAGE_CONNECTION", "not set", "UseDevelopmentStorage=true for the storage emulator on this machine; nothing else is taken: an account is reached by identity."),
        new("AZURE_CLIENT_ID", "not set", "The client id of the user-assigned identity that the process runs under."),
        new("APCA_API_KEY_ID", "not set", "The broker's key id. A simulator on this machine takes any.", IsSecret: true),
        new("APCA_API_SECRET_KEY", "not set", "The broker's secret key.", IsSecret: true),
        new("TRADING_BROKER_URL", "https://paper-api.alpaca.markets", "Where orders are sent: the broker's paper or live endpoint, or http on this machine for a simulator."),
        new("TRADING_DATA_URL", "https://data.alpaca.markets", "Where market data is asked for; a simulator on this machine is its own."),
        new("TRADING_DATA_FEED", "iex", "The feed of bars and quotes: iex, or sip with a subscription."),
        new("TRADING_BROKER_REQUESTS", "200", "Requests a minute to the broker and its market data together."),
        new("TRADING_UNIVERSE", "assets:3000", "Which stocks are scanned where bars come from a feed: assets:N, the N that trade most by dollar volume, or holdings, those of the fund whose list is the blob config/universe.csv."),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "not set", "Where traces, meters and logs are sent by OTLP: the address of a collector, such as http://localhost:4318."),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "How: http/protobuf or grpc."),
        new("OTEL_EXPORTER_OTLP_HEADERS", "not set", "Headers that the collector asks for, as name=value parted by commas.", IsSecret: true),
        new("APPLICATIONINSIGHTS_CONNECTION_STRING", "not set", "Where the Azure build sends traces, meters and logs; with an account of its own identity, no key.", IsSecret: true),
        new("WEBSITE_AUTH_ENABLED", "not set", "Set by the platform. The identity that it passes on is believed only when this is True."),
    ];

    /// <summary>What is set of those that nobody may see.</summary>
    public static IEnumerable<string?> Secrets(Func<string, string?> setting) => All.Where(static each => each.IsSecret).Select(each => setting(each.Name));
}

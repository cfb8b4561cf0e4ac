namespace Trading.Tests.Support;

/// <summary>Settings of a process that are all secrets, made up of pieces so that no file holds one whole.</summary>
internal static class PlantedSecrets
{
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["APCA_API_KEY_ID"] = "PK" + "PLANTED1234567890AB",
        ["APCA_API_SECRET_KEY"] = "planted" + "/broker+secret/0123456789abcdefghij",
        ["TRADING_LIVE_CONFIRM_TOKEN"] = "planted" + "-confirm-token-7f3a",
        ["TRADING_ALERT_WEBHOOK"] = "https://hooks.slack.com/" + "services/T0PLANTED/B0PLANTED/plantedplanted",
        ["TRADING_SMTP_HOST"] = "localhost",
        ["TRADING_SMTP_FROM"] = "desk@localhost",
        ["TRADING_SMTP_PASSWORD"] = "planted" + "-mail-password",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "Instrumentation" + "Key=00000000-1111-2222-3333-planted00000",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9",
    };
}

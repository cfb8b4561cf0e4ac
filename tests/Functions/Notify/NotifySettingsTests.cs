using Trading.Functions.Notify;
using Trading.Operations.Alerting;

namespace Trading.Tests.Functions.Notify;

/// <summary>What the settings make of the notifiers.</summary>
public sealed class NotifySettingsTests
{
    [Fact]
    public void Without_settings_nobody_is_told_and_nothing_is_wrong()
    {
        var settings = NotifySettings.Read(_ => null);
        Assert.Equal((null, null, 0), (settings.Webhook, settings.MailHost, settings.Faults.Count));
    }

    [Theory]
    [InlineData("TRADING_ALERT_WEBHOOK", "http://example.com/x", "TRADING_ALERT_WEBHOOK: wants an https address, or http on this machine")]
    [InlineData("TRADING_ALERT_WEBHOOK", "not an address", "TRADING_ALERT_WEBHOOK: wants an https address, or http on this machine")]
    [InlineData("TRADING_ALERT_WEBHOOK", "file:///etc/passwd", "TRADING_ALERT_WEBHOOK: wants an https address, or http on this machine")]
    [InlineData("TRADING_ALERT_WEBHOOK_FORM", "teams", "TRADING_ALERT_WEBHOOK_FORM: wants json or slack")]
    [InlineData("TRADING_SMTP_PORT", "0", "TRADING_SMTP_PORT: wants 1 to 65535")]
    [InlineData("TRADING_NOTIFY_CTO", "cto(at)desk", "TRADING_NOTIFY_CTO: wants mail addresses parted by commas")]
    [InlineData("TRADING_SMTP_HOST", "mail.example.com", "TRADING_SMTP_FROM: mail needs a sender's address")]
    public void A_wrong_one_is_named_without_its_value(string name, string value, string fault) =>
        Assert.Equal([fault], NotifySettings.Read(asked => asked == name ? value : null).Faults);

    [Theory]
    [InlineData("mail.example.com", "none", "TRADING_SMTP_TLS: only a server on this machine may do without TLS")]
    [InlineData("mail.example.com", "starttls", null)]
    [InlineData("localhost", "none", null)]
    public void A_password_never_leaves_this_machine_in_the_clear(string host, string tls, string? fault)
    {
        var settings = NotifySettings.Read(name => name switch
        {
            "TRADING_SMTP_HOST" => host,
            "TRADING_SMTP_TLS" => tls,
            "TRADING_SMTP_FROM" or "TRADING_NOTIFY_ONCALL" => "desk@example.com",
            _ => null,
        });
        Assert.Equal(fault is null ? [] : [fault], settings.Faults);
        Assert.Equal(fault is null ? host : null, settings.MailHost);
    }

    [Fact]
    public async Task A_wrong_setting_raises_an_alert_of_its_own()
    {
        var reading = Assert.Single(await new NotifyReading(NotifySettings.Read(name => name == "TRADING_SMTP_PORT" ? "x" : null)).ReadAsync(default));
        Assert.True(AlertTable.Of("notify-settings").When!.IsOut(reading.Value!.Value));
        Assert.Equal(AlertTable.Of("notify-settings").When!.Metric, reading.Metric);
    }
}

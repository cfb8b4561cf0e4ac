using System.Text.Json;
using Trading.Operations.Alerting;

namespace Trading.Tests.Shared.Operations.Alerting;

/// <summary>Secrets go, facts stay.</summary>
public sealed class RedactionTests
{
    private static readonly Redaction Redaction = new(["/services/T0/B0/abcdef", "hunter2hunter2", "short"]);

    [Theory]
    [InlineData("Authorization: Bearer eyJhbGciOi.J9.abc-123_x", "Authorization: Bearer [redacted]")]
    [InlineData("authorization: Basic dXNlcjpwYXNzd29yZA==", "authorization: Basic [redacted]")]
    [InlineData("sent Bearer 0123456789abcdef0123", "sent Bearer [redacted]")]
    [InlineData("PASS" + "WORD=geheim123 next", "PASSWORD=[redacted] next")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Zm9v+/==;EndpointSuffix=x", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=[redacted];EndpointSuffix=x")]
    [InlineData("https://a.blob.core.windows.net/c?sv=2024&sig=abc%2Bdef&se=1", "https://a.blob.core.windows.net/c?sv=2024&sig=[redacted]&se=1")]
    [InlineData("api key: ABCDEFGH", "api key: [redacted]")]
    [InlineData("APCA-API-SECRET-KEY: abcdef0123", "APCA-API-SECRET-KEY: [redacted]")]
    [InlineData("https://hooks.slack.com/services/T1/B1/xyz failed", "https://hooks.slack.com/services/[redacted] failed")]
    [InlineData("amqp://user:pass@host/x", "amqp://[redacted]@host/x")]
    [InlineData("mail jane.smith+x@desk.example.com now", "mail [mail] now")]
    [InlineData("key sk-proj-AbCdEf0123456789xyz gone", "key [redacted] gone")]
    [InlineData("id P" + "KABCDEFGHIJ0123456789 gone", "id [redacted] gone")]
    [InlineData("card 4111-1111-1111-1111 gone", "card [redacted] gone")]
    [InlineData("card 4111111111111111.", "card 4111111111111111.")]
    [InlineData("the secret hunter2hunter2", "the secret [redacted]")]
    public void Secrets_go(string text, string expected) => Assert.Equal(expected, Redaction.Clean(text));

    [Theory]
    [InlineData("2f1c7a3e-9b1d-4c55-8a7e-411111111111")]
    [InlineData("2013-10-07:order-unknown:2013-10-07-swing-AIG-buy-1")]
    [InlineData("20131007T143000 pkg-manager sku-2013 package_kind")]
    [InlineData("10 AIG of 2013-10-07-swing-AIG-buy-1 have no stop: 50.25, 123456789012345")]
    [InlineData("token expired; the key was not found")]
    [InlineData("a short word stays short")]
    public void Facts_stay(string text) => Assert.Equal(text, Redaction.Clean(text));

    [Fact]
    public void Json_stays_json()
    {
        var clean = Redaction.Clean("""{"apiKey":"abcdefghijklmnopqrstuvwx","n":1,"password": "x y","token":"abc"}""");
        var read = JsonDocument.Parse(clean).RootElement;
        Assert.Equal(("[redacted]", 1, "[redacted]"), (read.GetProperty("apiKey").GetString(), read.GetProperty("n").GetInt32(), read.GetProperty("token").GetString()));
    }
}

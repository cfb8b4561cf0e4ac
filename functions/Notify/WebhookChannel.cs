using System.Net;
using System.Text.Json;
using Polly;
using Trading.Operations.Alerting;
using Trading.Storage;

namespace Trading.Functions.Notify;

/// <summary>
/// Posts a message to a webhook, as <c>{"kind","severity","code","title","lines","parties","count","at","text"}</c> or in Slack's form <c>{"text"}</c>. Every message goes there, whoever it is for.
/// The address holds a secret and is never part of a fault.
/// </summary>
internal sealed class WebhookChannel(NotifySettings settings, ResiliencePipeline patience) : IAlertChannel, IDisposable
{
    // Redirects would carry the message to an address nobody chose.
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    public string Name => "webhook";

    public bool Reaches(AlertParty party) => true;

    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        var body = settings.IsSlack ? JsonSerializer.SerializeToUtf8Bytes(new SlackForm(Escape(message.Text)), TradingJson.Options) : JsonSerializer.SerializeToUtf8Bytes(Form(message), TradingJson.Options);
        await patience.ExecuteAsync(async token => await PostAsync(body, token), cancellationToken);
    }

    public void Dispose() => client.Dispose();

    /// <summary>No answer, or one that says that it may be another next time.</summary>
    public static bool IsTransient(Exception fault) =>
        fault is HttpRequestException { StatusCode: null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError };

    private async ValueTask PostAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        using var answer = await client.PostAsync(settings.Webhook, content, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"the webhook answered {(int)answer.StatusCode}", null, answer.StatusCode);
        }
    }

    private static WebhookForm Form(AlertMessage message) => new(
        message.Kind, message.Level.Word(), message.Code, message.Title, message.Lines, [.. message.Parties.Select(party => party.Word())], message.Count, message.At, message.Text);

    // Slack reads these three as its own marks.
    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private sealed record SlackForm(string Text);

    private sealed record WebhookForm(
        string Kind, string Severity, string Code, string Title, IReadOnlyList<string> Lines, IReadOnlyList<string> Parties, int Count, NodaTime.Instant At, string Text);
}

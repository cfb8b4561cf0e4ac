using System.Globalization;
using System.Text.Json;
using NodaTime;
using Polly.Timeout;
using Trading.Functions.Notify;
using Trading.Operations.Alerting;
using Trading.Tests.Support;

namespace Trading.Tests.Functions.Notify;

/// <summary>The webhook, against a server on this machine.</summary>
public sealed class WebhookChannelTests : IAsyncDisposable
{
    private static readonly AlertMessage Message = new(
        AlertMessage.Raised, AlertLevel.Sev2, "position-missing", "SEV2 <position-missing> & more", ["AIG: 10"], [AlertParty.OnCall, AlertParty.RiskManager], 1, Instant.FromUtc(2013, 10, 7, 14, 0));

    private readonly List<string> bodies = [];
    private readonly Queue<int> answers = new();
    private readonly LoopbackListener server;

    public WebhookChannelTests() => server = new LoopbackListener(TalkAsync);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_whole_message_is_posted_as_json()
    {
        using var channel = Channel();
        await channel.SendAsync(Message, default);
        Assert.Equal(
            """{"kind":"raised","severity":"SEV2","code":"position-missing","title":"SEV2 <position-missing> & more","lines":["AIG: 10"],"parties":["oncall","risk_manager"],"count":1,"at":"2013-10-07T14:00:00Z","text":"SEV2 <position-missing> & more\nAIG: 10"}""",
            Assert.Single(bodies));
    }

    [Fact]
    public async Task Slack_gets_a_text_in_which_its_marks_are_escaped()
    {
        using var channel = Channel("slack");
        await channel.SendAsync(Message, default);
        Assert.Equal("SEV2 &lt;position-missing&gt; &amp; more\nAIG: 10", JsonDocument.Parse(Assert.Single(bodies)).RootElement.GetProperty("text").GetString());
        Assert.Single(JsonDocument.Parse(bodies[0]).RootElement.EnumerateObject());
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_one_that_refuses_is_not()
    {
        using var channel = Channel();
        answers.Enqueue(503);
        await channel.SendAsync(Message, default);
        Assert.Equal(2, bodies.Count);
        answers.Enqueue(404);
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => channel.SendAsync(Message, default));
        Assert.Equal((3, "the webhook answered 404"), (bodies.Count, fault.Message));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var channel = Channel();
        answers.Enqueue(302);
        await Assert.ThrowsAsync<HttpRequestException>(() => channel.SendAsync(Message, default));
        Assert.Single(bodies);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_in_time()
    {
        await using var silent = new LoopbackListener(static (_, _, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider, token));
        using var channel = new WebhookChannel(Settings("json", silent.Port), NotifyChannels.Patience(WebhookChannel.IsTransient, TimeSpan.FromMilliseconds(200), TimeProvider));
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => channel.SendAsync(Message, default));
    }

    private static TimeProvider TimeProvider { get; } = new ManualClock(Instant.FromUtc(2013, 10, 7, 14, 0));

    private static NotifySettings Settings(string form, int port) => NotifySettings.Read(name => name switch
    {
        "TRADING_ALERT_WEBHOOK" => $"http://127.0.0.1:{port}/services/T0/B0/secret",
        "TRADING_ALERT_WEBHOOK_FORM" => form,
        _ => null,
    });

    private WebhookChannel Channel(string form = "json") => new(Settings(form, server.Port), NotifyChannels.Patience(WebhookChannel.IsTransient, TimeSpan.FromSeconds(30), TimeProvider));

    private async Task TalkAsync(StreamReader reader, StreamWriter writer, CancellationToken cancellationToken)
    {
        var length = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            length = line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase) ? int.Parse(line[16..], CultureInfo.InvariantCulture) : length;
        }

        var body = new char[length];
        await reader.ReadBlockAsync(body, cancellationToken);
        bodies.Add(new string(body));
        var status = answers.TryDequeue(out var wanted) ? wanted : 200;
        await writer.WriteAsync($"HTTP/1.1 {status} x\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
}

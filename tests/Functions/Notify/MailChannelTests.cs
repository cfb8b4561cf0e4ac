using System.Globalization;
using System.Net.Mail;
using NodaTime;
using Trading.Functions.Notify;
using Trading.Operations.Alerting;
using Trading.Tests.Support;

namespace Trading.Tests.Functions.Notify;

/// <summary>Mail, against a server on this machine.</summary>
public sealed class MailChannelTests : IAsyncDisposable
{
    private readonly List<string> heard = [];
    private readonly Queue<string> answers = new();
    private readonly LoopbackListener server;
    private readonly TimeProvider clock = new ManualClock(Instant.FromUtc(2013, 10, 7, 14, 0));

    public MailChannelTests() => server = new LoopbackListener(TalkAsync);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Those_who_are_meant_get_it_and_a_party_without_address_is_reached_on_call()
    {
        await Channel().SendAsync(Message(AlertParty.OnCall, AlertParty.RiskManager, AlertParty.Cto), default);
        Assert.Equal(["RCPT TO:<oncall@desk.test>", "RCPT TO:<second@desk.test>", "RCPT TO:<risk@desk.test>"], heard.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.Contains("Subject: SEV2 position-missing AIG", heard);
        Assert.Contains(heard, line => line.EndsWith("AIG: 10 are missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_break_in_a_title_adds_no_header()
    {
        await Channel().SendAsync(Message(AlertParty.OnCall) with { Title = "SEV2 x\r\nBcc: thief@desk.test" }, default);
        Assert.DoesNotContain(heard.TakeWhile(line => line.Length > 0), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(heard, line => line.Contains("RCPT TO:<thief", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_one_that_refuses_is_not()
    {
        answers.Enqueue("451 busy");
        await Channel().SendAsync(Message(AlertParty.OnCall), default);
        Assert.Equal(2, heard.Count(line => line.StartsWith("MAIL FROM", StringComparison.Ordinal)));
        answers.Enqueue("550 no");
        await Assert.ThrowsAsync<SmtpException>(() => Channel().SendAsync(Message(AlertParty.OnCall), default));
        Assert.Equal(3, heard.Count(line => line.StartsWith("MAIL FROM", StringComparison.Ordinal)));
    }

    private static AlertMessage Message(params AlertParty[] parties) =>
        new(AlertMessage.Raised, AlertLevel.Sev2, "position-missing", "SEV2 position-missing AIG", ["AIG: 10 are missing"], parties, 1, Instant.FromUtc(2013, 10, 7, 14, 0));

    private MailChannel Channel() => new(
        NotifySettings.Read(name => name switch
        {
            "TRADING_SMTP_HOST" => "127.0.0.1",
            "TRADING_SMTP_PORT" => server.Port.ToString(CultureInfo.InvariantCulture),
            "TRADING_SMTP_TLS" => "none",
            "TRADING_SMTP_FROM" => "desk@desk.test",
            "TRADING_NOTIFY_ONCALL" => "oncall@desk.test, second@desk.test",
            "TRADING_NOTIFY_RISK_MANAGER" => "risk@desk.test",
            _ => null,
        }),
        NotifyChannels.Patience(MailChannel.IsTransient, TimeSpan.FromSeconds(30), clock));

    private async Task TalkAsync(StreamReader reader, StreamWriter writer, CancellationToken cancellationToken)
    {
        await writer.WriteLineAsync("220 here");
        var isData = false;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            heard.Add(line);
            if (isData)
            {
                isData = line != ".";
                await writer.WriteAsync(isData ? string.Empty : "250 taken\r\n");
                continue;
            }

            isData = line == "DATA";
            await writer.WriteLineAsync(
                isData ? "354 go on" : line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye"
                : line.StartsWith("MAIL", StringComparison.Ordinal) && answers.TryDequeue(out var answer) ? answer : "250 ok");
        }
    }
}

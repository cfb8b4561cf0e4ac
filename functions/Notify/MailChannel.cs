using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Polly;
using Trading.Operations.Alerting;

namespace Trading.Functions.Notify;

/// <summary>Mails a message to those who are meant: one mail with all of their addresses.</summary>
internal sealed class MailChannel(NotifySettings settings, ResiliencePipeline patience) : IAlertChannel
{
    private const int LongestSubject = 150;

    public string Name => "mail";

    public bool Reaches(AlertParty party) => settings.ContactsOf(party).Count > 0;

    public async Task SendAsync(AlertMessage message, CancellationToken cancellationToken) =>
        await patience.ExecuteAsync(async token => await MailAsync(message, token), cancellationToken);

    /// <summary>The server is away or busy (RFC 5321: replies of the four hundreds), or the connection broke.</summary>
    public static bool IsTransient(Exception fault) => fault is SmtpException
    {
        StatusCode: SmtpStatusCode.GeneralFailure or SmtpStatusCode.ServiceNotAvailable or SmtpStatusCode.MailboxBusy or SmtpStatusCode.LocalErrorInProcessing or SmtpStatusCode.InsufficientStorage,
    };

    private async ValueTask MailAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(settings.MailHost, settings.MailPort) { EnableSsl = settings.MailTls };
        if (settings.MailUser is not null)
        {
            client.Credentials = new NetworkCredential(settings.MailUser, settings.MailPassword);
        }

        using var mail = Mail(message);
        await client.SendMailAsync(mail, cancellationToken);
    }

    private MailMessage Mail(AlertMessage message)
    {
        var title = message.Title.ReplaceLineEndings(" ");
        var mail = new MailMessage
        {
            From = new MailAddress(settings.MailFrom!),
            Subject = title.Length <= LongestSubject ? title : title[..LongestSubject],
            Body = message.Text.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
            SubjectEncoding = Encoding.UTF8,
        };
        foreach (var address in message.Parties.SelectMany(settings.ContactsOf).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            mail.To.Add(address);
        }

        return mail;
    }
}

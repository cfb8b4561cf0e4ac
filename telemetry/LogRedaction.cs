using OpenTelemetry;
using OpenTelemetry.Logs;
using Trading.Operations.Alerting;

namespace Trading.Telemetry;

/// <summary>Takes secrets out of every log record before an exporter sees it: out of its text, its attributes and its exception. Stands before the exporters.</summary>
internal sealed class LogRedaction(Redaction redaction) : BaseProcessor<LogRecord>
{
    private const string Unread = "a record that could not be searched for secrets";

    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        try
        {
            CleanAll(data);
        }
        catch (Exception)
        {
            // Whoever writes a log is about other work: what cannot be looked through is not exported, and stops no order.
            (data.Body, data.FormattedMessage, data.Exception, data.Attributes) = (Unread, Unread, null, []);
        }
    }

    private void CleanAll(LogRecord data)
    {
        data.Body = Clean(data.Body);
        data.FormattedMessage = Clean(data.FormattedMessage);
        data.Exception = data.Exception is { } fault ? RedactedException.Of(fault, redaction) : null;
        if (data.Attributes is { Count: > 0 } attributes)
        {
            data.Attributes = [.. attributes.Select(each => new KeyValuePair<string, object?>(each.Key, Clean(each.Value)))];
        }
    }

    private string? Clean(string? text) => text is null ? null : redaction.Clean(text);

    // Numbers and truths hold no secret; anything else is exported as its text.
    private object? Clean(object? value) => value is null or bool or IConvertible and not string and not Enum ? value : redaction.Clean(value.ToString() ?? string.Empty);
}

using Microsoft.Extensions.Logging;
using Trading.Operations;

namespace Trading.Functions.AzureHost;

/// <summary>Tells the log: people are told by webhook and mail, and by the platform's own alerts.</summary>
internal sealed class LogNotifier(ILogger<LogNotifier> logger) : INotifier
{
    /// <inheritdoc/>
    public ValueTask NotifyAsync(Alert alert, CancellationToken cancellationToken)
    {
        var level = alert.Severity == AlertSeverity.Critical ? LogLevel.Critical : LogLevel.Warning;
        logger.Log(level, "ALERT {Severity} {Code} {Subject}: {Sentence}", alert.Severity, alert.Code, alert.Subject, alert.Sentence);
        return ValueTask.CompletedTask;
    }
}

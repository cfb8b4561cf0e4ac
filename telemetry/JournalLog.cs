using Microsoft.Extensions.Logging;
using Trading.Journal;
using Trading.Operations.Alerting;
using Trading.Operations.Telemetry;

namespace Trading.Telemetry;

/// <summary>Tells the log each event of the journal, one record an event: its kind, its correlation and its data without secrets.</summary>
public sealed class JournalLog(ILogger<JournalLog> logger, Redaction redaction) : IJournalListener
{
    /// <inheritdoc/>
    public void Appended(JournalEvent happened)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            KeyValuePair<string, object?>[] facts =
            [
                new(TelemetryNames.EventDimension, happened.Kind),
                new(TelemetryNames.CorrelationDimension, happened.Correlation),
                new(TelemetryNames.DataDimension, redaction.Clean(happened.Data.GetRawText())),
            ];
            logger.Log(LogLevel.Information, default, facts, null, static (state, _) => (string)state[0].Value!);
        }
    }
}

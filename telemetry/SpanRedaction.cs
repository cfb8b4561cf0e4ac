using System.Diagnostics;
using OpenTelemetry;
using Trading.Operations.Alerting;

namespace Trading.Telemetry;

/// <summary>
/// Takes secrets out of every span before an exporter sees it: out of its name, its tags and what it says of its end. Events within a span cannot be changed any more: one that tells a secret
/// keeps the span from being exported; the fault that it tells of is in the log as well, without the secret. Stands before the exporters.
/// </summary>
internal sealed class SpanRedaction(Redaction redaction) : BaseProcessor<Activity>
{
    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        try
        {
            Clean(data);
        }
        catch (Exception)
        {
            // A span ends within the work that it tells of: what cannot be looked through is not exported, and stops no order.
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private void Clean(Activity data)
    {
        data.DisplayName = redaction.Clean(data.DisplayName);
        foreach (var (name, text) in data.TagObjects.Where(tag => Holds(tag.Value)).Select(tag => (tag.Key, Text(tag.Value))).ToList())
        {
            data.SetTag(name, redaction.Clean(text));
        }

        if (Holds(data.StatusDescription))
        {
            data.SetStatus(data.Status, redaction.Clean(data.StatusDescription!));
        }

        if (data.Events.Any(happened => Holds(happened.Name) || happened.Tags.Any(tag => Holds(tag.Value))))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private static string Text(object? value) => value is System.Collections.IEnumerable and not string ? string.Join(' ', ((System.Collections.IEnumerable)value).Cast<object?>()) : value?.ToString() ?? string.Empty;

    private bool Holds(object? value) => Text(value) is { Length: > 0 } text && redaction.Clean(text) != text;
}

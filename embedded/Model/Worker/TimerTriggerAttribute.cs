using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function at the instants of a schedule.</summary>
/// <param name="schedule">A cron expression of five fields, or of six with seconds first. UTC.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The cron expression, UTC.</summary>
    public string Schedule { get; private set; } = schedule;
}

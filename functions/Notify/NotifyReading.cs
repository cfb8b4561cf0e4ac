using Trading.Operations.Readings;

namespace Trading.Functions.Notify;

/// <summary>How many settings of the notifiers are wrong; alerts go on by what is right.</summary>
internal sealed class NotifyReading(NotifySettings settings) : IReadingSource
{
    private readonly IReadOnlyList<Reading> readings = [new("notify_setting_faults", settings.Faults.Count, string.Empty, string.Join("; ", settings.Faults))];

    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(readings);
}

using Trading.Operations;

namespace Trading.Tests.Support;

/// <summary>Tells nobody, and remembers what it would have told.</summary>
internal sealed class SilentNotifier : INotifier
{
    public List<Alert> Told { get; } = [];

    public ValueTask NotifyAsync(Alert alert, CancellationToken cancellationToken)
    {
        Told.Add(alert);
        return ValueTask.CompletedTask;
    }
}

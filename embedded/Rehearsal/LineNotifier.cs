using Trading.Operations;

namespace Trading.Embedded.Rehearsal;

/// <summary>Tells a person by a line on standard error.</summary>
internal sealed class LineNotifier : INotifier
{
    public ValueTask NotifyAsync(Alert alert, CancellationToken cancellationToken)
    {
        Console.Error.WriteLine($"ALERT {alert.Severity} {alert.Code} {alert.Subject}: {alert.Sentence}".ReplaceLineEndings(" "));
        return ValueTask.CompletedTask;
    }
}

/// <summary>Tells nobody: the alert is on record.</summary>
internal sealed class QuietNotifier : INotifier
{
    public bool TellsPeople => false;

    public ValueTask NotifyAsync(Alert alert, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

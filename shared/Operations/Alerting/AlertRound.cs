namespace Trading.Operations.Alerting;

/// <summary>What the health check does about alerts every five minutes: looks at all readings, at all that nobody has answered, and delivers what waits.</summary>
public sealed class AlertRound(AlertEvaluator evaluator, AlertSweep sweep, Courier courier, Alerts alerts)
{
    /// <summary>One round. A step that fails does not keep the next from being done.</summary>
    /// <exception cref="AggregateException">A step failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        await TryAsync(async () => await evaluator.RunAsync(cancellationToken).ConfigureAwait(false), faults).ConfigureAwait(false);
        await TryAsync(async () => await sweep.RunAsync(cancellationToken).ConfigureAwait(false), faults).ConfigureAwait(false);
        await TryAsync(() => DeliverAsync(cancellationToken), faults).ConfigureAwait(false);
        if (faults.Count > 0)
        {
            throw new AggregateException("a round of the alerts was not completed", faults);
        }
    }

    private static async Task TryAsync(Func<Task> step, List<Exception> faults)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            faults.Add(fault);
        }
    }

    // The alert of a dead channel goes by the others, and by the host.
    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        var (_, failed) = await courier.DeliverAsync(cancellationToken).ConfigureAwait(false);
        foreach (var channel in failed)
        {
            await alerts.RaiseAsync("notifier-down", AlertSeverity.Critical, channel, $"{channel} does not take alerts; they wait on record and are tried again every five minutes", cancellationToken).ConfigureAwait(false);
        }
    }
}

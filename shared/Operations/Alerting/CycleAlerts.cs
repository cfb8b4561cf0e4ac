using Trading.Execution;
using Trading.Journal;
using Trading.Operations.Readings;
using Trading.Storage;

namespace Trading.Operations.Alerting;

/// <summary>The look at the alerts that follows each cycle. It never fails the cycle: what could not be looked at is journalled and looked at by the next one, and by the health check, which fails aloud.</summary>
public sealed class CycleAlerts(AlertEvaluator evaluator, RefusalReading refusals, JournalWriter journal)
{
    /// <summary>Looks, once a minute.</summary>
    public async ValueTask AfterAsync(CycleReport cycle, CancellationToken cancellationToken)
    {
        refusals.Note(cycle);
        try
        {
            await evaluator.OnCycleAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await TellAsync(fault, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask TellAsync(Exception fault, CancellationToken cancellationToken)
    {
        try
        {
            await journal.AppendAsync("alerts-not-evaluated", "alerts", new { Fault = fault.Message }, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            // The store is down, which is what the evaluation met as well.
        }
    }
}

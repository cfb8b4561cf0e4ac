using Trading.Brokers;
using Trading.Operations;
using Trading.Orders;
using Trading.Risk;
using Trading.Storage;

namespace Trading.Execution;

/// <summary>How a cycle sends, cancels and alerts: each is noted, and one order's trouble does not keep the others from being managed.</summary>
internal sealed class CycleHands(OrderGateway gateway, Alerts alerts)
{
    /// <summary>What became of an intent; null when the broker could not be asked.</summary>
    public async ValueTask<GatewayResult?> SendAsync(string what, OrderIntent intent, DeskSnapshot desk, CycleLog log, CancellationToken cancellationToken)
    {
        try
        {
            var result = await gateway.SubmitAsync(intent, desk, cancellationToken).ConfigureAwait(false);
            log.Note(what, intent, result);
            return result;
        }
        catch (BrokerException fault)
        {
            log.Fault($"{intent.Parts[0].Id}: {fault.Message}");
            return null;
        }
    }

    public async ValueTask CancelAsync(Order order, string why, CycleLog log, CancellationToken cancellationToken) =>
        log.NoteCancel(order, why, await gateway.CancelAsync(order, why, cancellationToken).ConfigureAwait(false));

    /// <summary>Raises an alert. Exits do not wait for one that cannot be recorded.</summary>
    public async ValueTask AlertAsync(string code, AlertSeverity severity, string subject, string sentence, CycleLog log, CancellationToken cancellationToken)
    {
        try
        {
            await alerts.RaiseAsync(code, severity, subject, sentence, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException fault)
        {
            log.Fault($"the alert {code} of {subject} could not be raised: {fault.Message}");
        }
    }
}

using NodaTime.Text;
using Trading.Operations;
using Trading.Storage;

namespace Trading.Orders;

/// <summary>What would have been sent: table <c>dryrun</c>, partition = the New York trading date, row = client order id. A ledger that cannot be written is a warning, not a stop.</summary>
internal sealed class DryRunLedger(IRecords records, Alerts alerts)
{
    private readonly RecordTable<Order> table = new(records, "dryrun");

    public async ValueTask WriteAsync(Order order, CancellationToken cancellationToken)
    {
        try
        {
            await table.PutAsync(LocalDatePattern.Iso.Format(order.TradingDate), order.Id, order, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException fault)
        {
            await WarnAsync(order, fault, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WarnAsync(Order order, StorageException fault, CancellationToken cancellationToken)
    {
        try
        {
            await alerts.RaiseAsync(
                "dry-run-ledger", AlertSeverity.Warning, order.Id, $"{order.Id} is missing from the dry-run ledger: {fault.Message}", cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            // The store is down for the warning too; nothing was or will be sent, so nothing is lost but the note.
        }
    }
}

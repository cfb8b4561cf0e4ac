using System.Globalization;
using NodaTime;
using Trading.Brokers;
using Trading.Journal;
using Trading.Operations.Inquiry.Audits;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Integrity;

/// <summary>
/// The second look, which shares nothing with the reconcile: the broker's executions and orders against the events of the journal, its positions against its own executions, and on the full hour
/// the invariants of the day. It changes no book and stops nothing: it tells people, who find out which of two independent witnesses errs.
/// </summary>
public sealed class IntegrityLook(IBroker broker, IRecords records, IBlobs blobs, AuditReader audit, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    // What the look compares by itself, with the age that an execution on its way needs.
    private static readonly HashSet<string> Compared = ["every-fill-booked", "positions-equal-fills", "no-duplicate-order", "every-order-has-intent"];
    private readonly JournalReader reader = new(blobs);
    private readonly PositionContinuity positions = new(broker, records);
    private readonly IntegrityBook book = new(records, broker.Account, journal, alerts, clock);
    private IReadOnlyList<IntegrityDifference> broken = [];

    /// <summary>One look.</summary>
    /// <returns>What it found, one line.</returns>
    /// <exception cref="BrokerException">The broker could not be read: nothing is known, and nothing is resolved.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async Task<string> RunAsync(LocalDate date, string correlation, CancellationToken cancellationToken)
    {
        var day = await BrokerDay.ReadAsync(broker, date, cancellationToken).ConfigureAwait(false);
        var told = await ToldDay.ReadAsync(reader, date, cancellationToken).ConfigureAwait(false);
        var found = new List<IntegrityDifference>(ActivityComparison.Between(day, told));
        var moved = await positions.LookAsync(date, day, cancellationToken).ConfigureAwait(false);
        found.AddRange(moved ?? []);
        found.AddRange(await InvariantsAsync(cancellationToken).ConfigureAwait(false));
        var (standing, waiting) = await book.TakeAsync(found, moved is null ? [DifferenceClasses.PositionUnexplained] : [], correlation, cancellationToken).ConfigureAwait(false);
        return standing + waiting == 0
            ? string.Create(CultureInfo.InvariantCulture, $"broker and journal agree: {day.Fills.Count} executions, {day.Orders.Count} orders, {day.Positions.Count} positions")
            : string.Create(CultureInfo.InvariantCulture, $"{standing} differences stand, {waiting} wait for another look");
    }

    // The invariants read the whole day, so they are judged once an hour, and at every look while one does not hold.
    private async ValueTask<IReadOnlyList<IntegrityDifference>> InvariantsAsync(CancellationToken cancellationToken)
    {
        if (NewYork.TimeOf(clock.Now()).Minute < 15 || broken.Count > 0)
        {
            var report = await audit.RunAsync(cancellationToken).ConfigureAwait(false);
            broken =
            [
                .. report.Invariants.Where(line => line.Held == false && !Compared.Contains(line.Name))
                    .Select(line => new IntegrityDifference(DifferenceClasses.Invariant, line.Name, $"{line.Name}: {line.Fact}")),
            ];
        }

        return broken;
    }
}

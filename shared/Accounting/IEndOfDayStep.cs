using Trading.Storage;

namespace Trading.Accounting;

/// <summary>
/// Something a room does once the books of a day are closed: a report, a record. Each is on its own: one that fails does not keep the others from running, but the
/// end of day fails and is tried again, so a step may run twice over the same close and must then write the same.
/// </summary>
public interface IEndOfDayStep
{
    /// <summary>The name under which a failure is told.</summary>
    string Name { get; }

    /// <summary>Does it.</summary>
    /// <param name="close">The closed books.</param>
    /// <param name="correlation">What the run's events are filed under.</param>
    /// <param name="cancellationToken">Cancels the step.</param>
    /// <exception cref="StorageException">The store could not answer.</exception>
    ValueTask RunAsync(DayClose close, string correlation, CancellationToken cancellationToken);
}

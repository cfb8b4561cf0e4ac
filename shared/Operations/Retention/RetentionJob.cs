using NodaTime;
using Trading.Journal;
using Trading.Operations.Backups;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Retention;

/// <summary>What became of one kind in a night.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Before">What is older than this New York date was to go.</param>
/// <param name="Removed">How many records, blobs or orchestrations went.</param>
/// <param name="Fault">Why not all of them, or null.</param>
public sealed record RetentionLine(string Kind, LocalDate Before, int Removed, string? Fault);

/// <summary>
/// Removes what has been kept long enough by <see cref="RetentionTable"/>, kind by kind: a fault in one stops no other, and the next night goes on where this one ended. The journal, the books and
/// what two people agreed on are never touched, nor what something open still needs. Told as one event, <c>retention-run</c>.
/// </summary>
public sealed class RetentionJob(IRecords records, IBlobs blobs, TableSet tables, NeededSince needed, JournalWriter journal)
{
    private readonly RowSweep rows = new(records);
    private readonly BlobSweep files = new(blobs);

    /// <summary>One night.</summary>
    /// <param name="today">The New York date.</param>
    /// <param name="purge">Removes the orchestrations that were begun before an instant and have ended; how many.</param>
    /// <param name="correlation">What the event is filed under.</param>
    /// <param name="cancellationToken">Cancels between the batches.</param>
    /// <exception cref="RetentionException">A kind could not be swept; the others were.</exception>
    /// <exception cref="StorageException">It could not be read what is still needed: nothing was removed.</exception>
    public async Task<string> RunAsync(LocalDate today, Func<Instant, CancellationToken, Task<int>> purge, string correlation, CancellationToken cancellationToken)
    {
        var since = await needed.FindAsync(today, cancellationToken).ConfigureAwait(false);
        var lines = new List<RetentionLine>();
        foreach (var kind in RetentionTable.All)
        {
            if (kind.Days is { } days)
            {
                lines.Add(await SweepAsync(kind, BeforeOf(kind, today.PlusDays(-days), since), purge, cancellationToken).ConfigureAwait(false));
            }
        }

        await journal.AppendAsync("retention-run", correlation, new { Date = today, NeededSince = since, Kinds = lines }, cancellationToken).ConfigureAwait(false);
        var removed = string.Join(", ", lines.Where(line => line.Removed > 0).Select(line => $"{line.Removed} of {line.Kind}"));
        return lines.Find(line => line.Fault is not null) is { } failed
            ? throw new RetentionException($"{failed.Kind} could not be swept: {failed.Fault}; the other kinds were")
            : removed.Length == 0 ? "nothing is old enough" : $"removed {removed}";
    }

    // A snapshot and a copy of the configuration are whole in themselves; what is left of a day is of use only with the rest of it.
    private static LocalDate BeforeOf(RetentionKind kind, LocalDate old, LocalDate since) =>
        kind.Name is RetentionTable.Snapshots or RetentionTable.Configuration or RetentionTable.Orchestrations ? old : LocalDate.Min(old, since);

    private async ValueTask<RetentionLine> SweepAsync(RetentionKind kind, LocalDate before, Func<Instant, CancellationToken, Task<int>> purge, CancellationToken cancellationToken)
    {
        var removed = 0;
        try
        {
            foreach (var table in tables.Tables.Where(table => table.Kind == kind.Name && table.Dated != DatedBy.Nothing))
            {
                removed += await rows.RunAsync(table, before, cancellationToken).ConfigureAwait(false);
            }

            foreach (var container in ContainerSet.All.Where(container => container.Kind == kind.Name))
            {
                removed += await files.RunAsync(container, before, cancellationToken).ConfigureAwait(false);
            }

            removed += kind.Name == RetentionTable.Orchestrations ? await purge(NewYork.StartOf(before), cancellationToken).ConfigureAwait(false) : 0;
            return new RetentionLine(kind.Name, before, removed, null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new RetentionLine(kind.Name, before, removed, fault.Message);
        }
    }
}

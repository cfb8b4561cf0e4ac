using System.Globalization;
using NodaTime;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Compliance.Calendar;

/// <summary>The calendar of deadlines: table <c>deadlines</c>, partition = account, row = id.</summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer.</exception>
public sealed class DeadlineBook(IRecords records, string account, JournalWriter journal, TimeProvider clock)
{
    private const int MostTries = 20;
    private readonly RecordTable<Deadline> table = new(records, "deadlines");

    /// <summary>All deadlines: those that are due by date, then those that are done with.</summary>
    public async ValueTask<IReadOnlyList<Deadline>> ListAsync(CancellationToken cancellationToken)
    {
        var kept = await table.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false);
        return [.. kept.Select(versioned => versioned.Value).OrderBy(one => one.Due ?? LocalDate.MaxIsoValue).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }

    /// <summary>How many are overdue today.</summary>
    public async ValueTask<int> OverdueAsync(CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        return (await ListAsync(cancellationToken).ConfigureAwait(false)).Count(one => one.IsOverdue(today));
    }

    /// <summary>Enters a deadline, journalled as <c>deadline-added</c>.</summary>
    public async ValueTask<Deadline> AddAsync(string what, LocalDate due, Recurrence every, string who, CancellationToken cancellationToken)
    {
        var number = (await table.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false)).Count;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"deadline-{++number}");
            var deadline = new Deadline(id, what, due, every, 0, null, who);
            if (await table.InsertAsync(account, id, deadline, cancellationToken).ConfigureAwait(false) is not null)
            {
                await journal.AppendAsync("deadline-added", id, new { Id = id, What = what, Due = due, Every = every, Who = who }, cancellationToken).ConfigureAwait(false);
                return deadline;
            }
        }

        throw new StorageException($"the deadline could not be entered in {MostTries} tries: other writers were always first");
    }

    /// <summary>Writes down that a deadline was met, journalled as <c>deadline-met</c>; one that comes back is then due at its next date.</summary>
    /// <returns>The deadline afterwards; null when there is none of that id; false when it had been met for good before.</returns>
    public async ValueTask<(Deadline? Deadline, bool IsNew)> MeetAsync(string id, string note, string who, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await table.GetAsync(account, id, cancellationToken).ConfigureAwait(false) is not { } kept)
            {
                return (null, false);
            }

            if (kept.Value.Due is not { } due)
            {
                return (kept.Value, false);
            }

            var met = kept.Value with { Times = kept.Value.Times + 1, LastMet = new DeadlineMet(due, who, note, clock.Now()) };
            if (await table.ReplaceAsync(account, id, met, kept.Version, cancellationToken).ConfigureAwait(false) is not null)
            {
                await journal.AppendAsync("deadline-met", id, new { Id = id, met.What, Due = due, Who = who, Note = note }, cancellationToken).ConfigureAwait(false);
                return (met, true);
            }
        }

        throw new StorageException($"deadline {id} could not be changed in {MostTries} tries: other writers were always first");
    }
}

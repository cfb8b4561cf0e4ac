using Trading.Journal;
using Trading.Market;
using Trading.Storage;
using Trading.Time;

namespace Trading.Execution.Requests;

/// <summary>Exits that people asked for and that are not done yet: table <c>exitrequests</c>, partition = account, row = the entry's id. The execution cycle carries them out.</summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer.</exception>
public sealed class ExitRequestBook(IRecords records, string account, JournalWriter journal, TimeProvider clock)
{
    private const int MostTries = 20;
    private readonly RecordTable<ExitRequest> table = new(records, "exitrequests");

    /// <summary>The open requests, in ordinal order of the entry's id.</summary>
    public async ValueTask<IReadOnlyList<ExitRequest>> OpenAsync(CancellationToken cancellationToken)
    {
        var kept = await table.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false);
        return kept.Count == 0 ? [] : [.. kept.Select(versioned => versioned.Value)];
    }

    /// <summary>Asks for an exit; one that is open and keeps as little or less stands.</summary>
    /// <returns>The request that holds.</returns>
    public async ValueTask<ExitRequest> AskAsync(string entryId, Symbol symbol, Quantity keep, string who, string why, CancellationToken cancellationToken)
    {
        var next = new ExitRequest(entryId, symbol, keep, who, why, clock.Now());
        for (var tries = 0; tries < MostTries; tries++)
        {
            var kept = await table.GetAsync(account, entryId, cancellationToken).ConfigureAwait(false);
            if (kept is not null && kept.Value.Keep <= keep)
            {
                return kept.Value;
            }

            var written = kept is null
                ? await table.InsertAsync(account, entryId, next, cancellationToken).ConfigureAwait(false)
                : await table.ReplaceAsync(account, entryId, next, kept.Version, cancellationToken).ConfigureAwait(false);
            if (written is not null)
            {
                await journal.AppendAsync("exit-requested", entryId, new { next.EntryId, next.Symbol, next.Keep, next.Who, next.Why }, cancellationToken).ConfigureAwait(false);
                return next;
            }
        }

        throw new StorageException($"the exit of {entryId} could not be asked for in {MostTries} tries: other writers were always first");
    }

    /// <summary>A request is done: what was to go is gone.</summary>
    public async ValueTask CompleteAsync(ExitRequest request, CancellationToken cancellationToken)
    {
        if (await table.DeleteAsync(account, request.EntryId, cancellationToken).ConfigureAwait(false))
        {
            await journal.AppendAsync("exit-request-done", request.EntryId, new { request.EntryId, request.Symbol, request.Keep, request.Who }, cancellationToken).ConfigureAwait(false);
        }
    }
}

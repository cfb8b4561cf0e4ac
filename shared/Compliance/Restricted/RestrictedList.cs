using NodaTime;
using Trading.Journal;
using Trading.Market;
using Trading.Storage;
using Trading.Time;

namespace Trading.Compliance.Restricted;

/// <summary>Symbols that may not be bought: table <c>restricted</c>, partition = account, row = symbol. The door reads it for each entry; what is held may always be sold.</summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer; the door then refuses entries.</exception>
public sealed class RestrictedList(IRecords records, string account, JournalWriter journal, TimeProvider clock)
{
    private readonly RecordTable<Restriction> table = new(records, "restricted");

    /// <summary>What holds now, read from storage.</summary>
    public async ValueTask<RestrictedSet> ReadAsync(CancellationToken cancellationToken)
    {
        var kept = await table.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false);
        if (kept.Count == 0)
        {
            return RestrictedSet.None;
        }

        var today = NewYork.DateOf(clock.Now());
        return new RestrictedSet([.. kept.Select(versioned => versioned.Value).Where(one => one.HoldsOn(today))]);
    }

    /// <summary>Puts a symbol on the list, or changes why and until when it is on it. Told before it is kept.</summary>
    public async ValueTask<Restriction> AddAsync(Symbol symbol, string reason, LocalDate? until, string who, CancellationToken cancellationToken)
    {
        var one = new Restriction(symbol, reason, who, clock.Now(), until);
        await journal.AppendAsync("symbol-restricted", CorrelationOf(symbol), new { one.Symbol, one.Reason, one.Who, one.Until }, cancellationToken).ConfigureAwait(false);
        await table.PutAsync(account, symbol.ToString(), one, cancellationToken).ConfigureAwait(false);
        return one;
    }

    /// <summary>Takes a symbol off the list; false when it was not on it.</summary>
    public async ValueTask<bool> RemoveAsync(Symbol symbol, string reason, string who, CancellationToken cancellationToken)
    {
        if (await table.GetAsync(account, symbol.ToString(), cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        await journal.AppendAsync("symbol-released", CorrelationOf(symbol), new { Symbol = symbol, Reason = reason, Who = who }, cancellationToken).ConfigureAwait(false);
        return await table.DeleteAsync(account, symbol.ToString(), cancellationToken).ConfigureAwait(false);
    }

    private static string CorrelationOf(Symbol symbol) => $"restricted-{symbol}";
}

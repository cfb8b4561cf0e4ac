using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Accounting;

/// <summary>
/// The executions of one account: table <c>fills</c>, partition = account and New York date, row = the broker's id of the execution. Insert-only: an execution that
/// is told twice is booked once, and what was read once needs no second reading. Table <c>filldates</c>, partition = account, row = the same id, says on which date to look.
/// </summary>
/// <exception cref="StorageException">Thrown by each call when the store cannot answer or a row is not a fill.</exception>
public sealed class FillBook(IRecords records, string account)
{
    private const string Table = "fills";
    private const string DatesTable = "filldates";
    private const int DatesInMemory = 4;
    private readonly Lock gate = new();
    private readonly SortedDictionary<LocalDate, Dictionary<string, BookedFill>> memory = [];

    /// <summary>The account whose executions these are.</summary>
    public string Account => account;

    /// <summary>Books an execution; false when it is booked already.</summary>
    public async ValueTask<bool> BookAsync(BookedFill fill, CancellationToken cancellationToken)
    {
        if (Recall(fill.TradingDate, fill.Id) is not null)
        {
            return false;
        }

        return await RestoreAsync(fill, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether an execution is known to be booked, without asking the store: false means that <see cref="IsBookedAsync"/> must be asked.</summary>
    public bool IsKnown(LocalDate tradingDate, string id) => Recall(tradingDate, id) is not null;

    /// <summary>Whether an execution is booked.</summary>
    public async ValueTask<bool> IsBookedAsync(LocalDate tradingDate, string id, CancellationToken cancellationToken)
    {
        if (IsKnown(tradingDate, id))
        {
            return true;
        }

        if (await records.GetAsync(Table, PartitionOf(tradingDate), id, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return false;
        }

        Remember(Parse(stored));
        return true;
    }

    /// <summary>The execution with this id, whatever its date; null when none is booked under it.</summary>
    public async ValueTask<BookedFill?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await records.GetAsync(DatesTable, account, id, cancellationToken).ConfigureAwait(false) is not { } kept
            || LocalDatePattern.Iso.Parse(kept.Json.Trim('"')) is not { Success: true } date)
        {
            return null;
        }

        return await records.GetAsync(Table, PartitionOf(date.Value), id, cancellationToken).ConfigureAwait(false) is { } stored ? Parse(stored) : null;
    }

    /// <summary>The executions of one New York date, in <see cref="BookedFill.InTime"/> order.</summary>
    public async ValueTask<IReadOnlyList<BookedFill>> OnAsync(LocalDate tradingDate, CancellationToken cancellationToken)
    {
        var stored = await records.QueryAsync(Table, PartitionOf(tradingDate), string.Empty, cancellationToken).ConfigureAwait(false);
        var fills = new BookedFill[stored.Count];
        for (var i = 0; i < fills.Length; i++)
        {
            fills[i] = Recall(tradingDate, stored[i].Row) ?? Remember(Parse(stored[i]));
        }

        Array.Sort(fills, BookedFill.InTime);
        return fills;
    }

    /// <summary>The executions of one New York date as they are stored, whatever is in memory, by id.</summary>
    internal async ValueTask<IReadOnlyList<BookedFill>> StoredOnAsync(LocalDate tradingDate, CancellationToken cancellationToken)
    {
        var stored = await records.QueryAsync(Table, PartitionOf(tradingDate), string.Empty, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(Parse)];
    }

    /// <summary>Books an execution that the store has lost, though memory may still have it; false when the store has it after all.</summary>
    internal async ValueTask<bool> RestoreAsync(BookedFill fill, CancellationToken cancellationToken)
    {
        // The date first: a process that dies in between leaves a date without an execution, which is none, never an execution that cannot be found.
        await records.PutAsync(DatesTable, account, fill.Id, $"\"{LocalDatePattern.Iso.Format(fill.TradingDate)}\"", cancellationToken).ConfigureAwait(false);
        var json = JsonSerializer.Serialize(fill, TradingJson.Options);
        var isNew = await records.InsertAsync(Table, PartitionOf(fill.TradingDate), fill.Id, json, cancellationToken).ConfigureAwait(false) is not null;
        if (isNew)
        {
            Remember(fill);
        }

        return isNew;
    }

    /// <summary>The executions of the New York dates from <paramref name="first"/> to <paramref name="last"/>, both included, in <see cref="BookedFill.InTime"/> order.</summary>
    public async ValueTask<IReadOnlyList<BookedFill>> BetweenAsync(LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        var fills = new List<BookedFill>();
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            fills.AddRange(await OnAsync(date, cancellationToken).ConfigureAwait(false));
        }

        return fills;
    }

    private static BookedFill Parse(StoredRecord stored)
    {
        try
        {
            return JsonSerializer.Deserialize<BookedFill>(stored.Json, TradingJson.Options) ?? throw new StorageException($"fill {stored.Row} holds null");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"fill {stored.Row} cannot be read: {fault.Message}", fault);
        }
    }

    private string PartitionOf(LocalDate date) => $"{account}:{LocalDatePattern.Iso.Format(date)}";

    private BookedFill? Recall(LocalDate date, string id)
    {
        lock (gate)
        {
            return memory.TryGetValue(date, out var fills) ? fills.GetValueOrDefault(id) : null;
        }
    }

    private BookedFill Remember(BookedFill fill)
    {
        lock (gate)
        {
            if (!memory.TryGetValue(fill.TradingDate, out var fills))
            {
                memory[fill.TradingDate] = fills = new Dictionary<string, BookedFill>(StringComparer.Ordinal);
                if (memory.Count > DatesInMemory)
                {
                    memory.Remove(memory.Keys.First());
                }
            }

            fills[fill.Id] = fill;
            return fill;
        }
    }
}

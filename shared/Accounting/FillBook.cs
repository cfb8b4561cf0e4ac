using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Accounting;

/// <summary>
/// The executions of one account: table <c>fills</c>, partition = account and New York date, row = the broker's id of the execution. Insert-only: an execution that
/// is told twice is booked once, and what was read once needs no second reading.
/// </summary>
/// <exception cref="StorageException">Thrown by each call when the store cannot answer or a row is not a fill.</exception>
public sealed class FillBook(IRecords records, string account)
{
    private const string Table = "fills";
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

        var json = JsonSerializer.Serialize(fill, TradingJson.Options);
        var isNew = await records.InsertAsync(Table, PartitionOf(fill.TradingDate), fill.Id, json, cancellationToken).ConfigureAwait(false) is not null;
        if (isNew)
        {
            Remember(fill);
        }

        return isNew;
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

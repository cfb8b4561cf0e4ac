using System.Collections.Concurrent;
using System.Text.Json;
using NodaTime;
using Trading.Storage;

namespace Trading.Orders;

/// <summary>
/// The orders of one account: table <c>orders</c>, partition = account, row = <see cref="Order.Id"/>. Rows are inserted once and then changed only
/// under their version, so two writers cannot lose each other's news. What is in memory is a copy that <see cref="LoadAsync"/> brings up to date.
/// </summary>
public sealed class OrderBook(IRecords records, string account) : IDisposable
{
    /// <summary>The table of the orders that still matter.</summary>
    public const string Table = "orders";

    /// <summary>The table of closed orders of earlier days.</summary>
    public const string ArchiveTable = "ordersarchive";

    /// <summary>The table of the archived orders' ids by the broker's.</summary>
    public const string ArchiveIndexTable = "ordersarchiveids";

    private const int MostTries = 20;
    private readonly Dictionary<string, Row> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> idsByBroker = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Order> archived = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim gate = new(1);
    private OrderBookView? view = OrderBookView.Empty;

    /// <summary>The account whose orders these are.</summary>
    public string Account => account;

    /// <summary>The book as it is in memory now.</summary>
    public OrderBookView View
    {
        get
        {
            lock (rows)
            {
                return view ??= new OrderBookView(rows.Values.Select(row => row.Order));
            }
        }
    }

    /// <summary>The order with this id as it is in memory, without the indexes that <see cref="View"/> builds after each change.</summary>
    internal Order? Find(string id) => Peek(id)?.Order;

    /// <summary>The order with this id at the broker as it is in memory, likewise.</summary>
    internal Order? FindByBroker(string brokerOrderId)
    {
        lock (rows)
        {
            return idsByBroker.TryGetValue(brokerOrderId, out var id) ? rows[id].Order : null;
        }
    }

    /// <summary>Reads the whole partition again and returns it; rows that have not changed are not parsed twice.</summary>
    /// <exception cref="StorageException">The store could not answer, or a row is not an order.</exception>
    public Task<OrderBookView> LoadAsync(CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            var stored = await records.QueryAsync(Table, account, string.Empty, cancellationToken).ConfigureAwait(false);
            Take(stored);
            return View;
        },
        cancellationToken);

    /// <summary>Adds an order under its id; false when the id is taken, and then the book holds the row that took it.</summary>
    /// <exception cref="StorageException">The store could not answer: whether the row exists is not known.</exception>
    public Task<bool> ReserveAsync(Order order, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            var version = await records.InsertAsync(Table, account, order.Id, Write(order), cancellationToken).ConfigureAwait(false);
            if (version is null)
            {
                await ReadAsync(order.Id, cancellationToken).ConfigureAwait(false);
                return false;
            }

            Keep(new Row(version, order));
            return true;
        },
        cancellationToken);

    /// <summary>
    /// Changes an order. Another writer's change in between is read first and <paramref name="change"/> is applied to it, so <paramref name="change"/> may run more
    /// than once and must be right for any state it finds. Nothing is written when it returns the same instance.
    /// </summary>
    /// <returns>The order after the change.</returns>
    /// <exception cref="StorageException">The store could not answer, the order is gone, or other writers won every race.</exception>
    public Task<Order> ChangeAsync(string id, Func<Order, Order> change, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                var row = Peek(id) ?? await ReadAsync(id, cancellationToken).ConfigureAwait(false);
                var changed = change(row.Order);
                if (ReferenceEquals(changed, row.Order))
                {
                    return changed;
                }

                var version = await records.ReplaceAsync(Table, account, id, Write(changed), row.Version, cancellationToken).ConfigureAwait(false);
                if (version is not null)
                {
                    Keep(new Row(version, changed));
                    return changed;
                }

                await ReadAsync(id, cancellationToken).ConfigureAwait(false);
            }

            throw new StorageException($"order {id} could not be changed in {MostTries} tries: other writers were always first");
        },
        cancellationToken);

    /// <summary>
    /// Moves closed orders of trading dates before <paramref name="before"/> to the archive: symbol by symbol, and only where nothing of ours is open or held,
    /// because what is held is explained by the orders that bought it. Returns how many were moved.
    /// </summary>
    /// <exception cref="StorageException">The store could not answer; a repeat goes on where it stopped.</exception>
    public Task<int> ArchiveAsync(LocalDate before, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            var old = ArchivePolicy.Movable(View, before);
            foreach (var order in old)
            {
                await records.PutAsync(ArchiveTable, account, order.Id, Write(order), cancellationToken).ConfigureAwait(false);
                if (order.BrokerOrderId is { } brokerId)
                {
                    await records.PutAsync(ArchiveIndexTable, account, brokerId, JsonSerializer.Serialize(order.Id), cancellationToken).ConfigureAwait(false);
                }
            }

            foreach (var order in old)
            {
                await records.DeleteAsync(Table, account, order.Id, cancellationToken).ConfigureAwait(false);
                Drop(order.Id);
            }

            return old.Count;
        },
        cancellationToken);

    /// <summary>The archived order with this id at the broker, or null: the broker goes on listing what we have put away, and it must not be taken for somebody else's.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<Order?> FindArchivedAsync(string brokerOrderId, CancellationToken cancellationToken)
    {
        if (archived.TryGetValue(brokerOrderId, out var known))
        {
            return known;
        }

        if (await records.GetAsync(ArchiveIndexTable, account, brokerOrderId, cancellationToken).ConfigureAwait(false) is not { } index
            || await records.GetAsync(ArchiveTable, account, JsonSerializer.Deserialize<string>(index.Json)!, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return null;
        }

        return archived[brokerOrderId] = Parse(stored).Order;
    }

    /// <summary>The archived order with this id of ours, or null.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<Order?> FindArchivedByIdAsync(string id, CancellationToken cancellationToken) =>
        await records.GetAsync(ArchiveTable, account, id, cancellationToken).ConfigureAwait(false) is { } stored ? Parse(stored).Order : null;

    /// <summary>The archived orders whose id begins with <paramref name="prefix"/>, in ordinal order: our own ids begin with their trading date.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<IReadOnlyList<Order>> ArchivedAsync(string prefix, CancellationToken cancellationToken)
    {
        var stored = await records.QueryAsync(ArchiveTable, account, prefix, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(row => Parse(row).Order)];
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private static string Write(Order order) => JsonSerializer.Serialize(order, TradingJson.Options);

    private static Row Parse(StoredRecord stored)
    {
        try
        {
            var order = JsonSerializer.Deserialize<Order>(stored.Json, TradingJson.Options);
            return new Row(stored.Version, order ?? throw new StorageException($"order {stored.Row} holds null"));
        }
        catch (JsonException fault)
        {
            throw new StorageException($"order {stored.Row} cannot be read: {fault.Message}", fault);
        }
    }

    private async ValueTask<Row> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var stored = await records.GetAsync(Table, account, id, cancellationToken).ConfigureAwait(false) ?? throw new StorageException($"order {id} is gone from the book");
        var row = Parse(stored);
        Keep(row);
        return row;
    }

    private void Take(IReadOnlyList<StoredRecord> stored)
    {
        var changed = stored.Where(record => Peek(record.Row)?.Version != record.Version).Select(Parse).ToList();
        var present = stored.Count == rows.Count && changed.Count == 0 ? null : stored.Select(record => record.Row).ToHashSet(StringComparer.Ordinal);
        changed.ForEach(Keep);
        foreach (var id in present is null ? [] : rows.Keys.Where(id => !present.Contains(id)).ToList())
        {
            Drop(id);
        }
    }

    private Row? Peek(string id)
    {
        lock (rows)
        {
            return rows.GetValueOrDefault(id);
        }
    }

    private void Keep(Row row)
    {
        lock (rows)
        {
            rows[row.Order.Id] = row;
            if (row.Order.BrokerOrderId is { } brokerId)
            {
                idsByBroker[brokerId] = row.Order.Id;
            }

            view = null;
        }
    }

    private void Drop(string id)
    {
        lock (rows)
        {
            if (rows.Remove(id, out var gone) && gone.Order.BrokerOrderId is { } brokerId)
            {
                idsByBroker.Remove(brokerId);
            }

            view = null;
        }
    }

    private async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private sealed record Row(string Version, Order Order);
}

using NodaTime;
using Trading.Brokers;
using Trading.Storage;

namespace Trading.Reconciliation;

/// <summary>How far the broker's news has been taken in: the newest execution and the newest change of an order that the books hold.</summary>
/// <param name="Fills">UTC.</param>
/// <param name="Orders">UTC.</param>
internal sealed record ReconcileCursor(Instant Fills, Instant Orders)
{
    /// <summary>What the broker tells late is looked for again this far back.</summary>
    public static readonly Duration Overlap = Duration.FromMinutes(10);

    /// <summary>Where to ask for executions from.</summary>
    public Instant FillsSince => Fills - Overlap;

    /// <summary>Where to ask for changed orders from.</summary>
    public Instant OrdersSince => Orders - Overlap;

    /// <summary>The cursor after everything in <paramref name="orders"/> is in the book; never beyond <paramref name="now"/>, so that a broker whose clock runs ahead hides nothing.</summary>
    public ReconcileCursor AfterOrders(IReadOnlyList<BrokerOrder> orders, Instant now)
    {
        var newest = Orders;
        foreach (var order in orders)
        {
            newest = Newest(order, newest);
        }

        return this with { Orders = Instant.Max(Orders, Instant.Min(newest, now)) };
    }

    /// <summary>The cursor after every execution up to <paramref name="booked"/> is booked.</summary>
    public ReconcileCursor AfterFills(Instant booked, Instant now) => this with { Fills = Instant.Max(Fills, Instant.Min(booked, now)) };

    private static Instant Newest(BrokerOrder order, Instant newest)
    {
        newest = Instant.Max(newest, order.UpdatedAt);
        for (var i = 0; i < order.Legs.Count; i++)
        {
            newest = Newest(order.Legs[i], newest);
        }

        return newest;
    }
}

/// <summary>Keeps the cursor in table <c>reconcile</c>, partition = account, row <c>cursor</c>, so that a restart goes on where the last process ended. Written only when it moved.</summary>
internal sealed class CursorStore(IRecords records, string account)
{
    private const string Row = "cursor";
    private readonly RecordTable<ReconcileCursor> table = new(records, "reconcile");

    /// <summary>The cursor; where there is none, the beginning of the New York day.</summary>
    public async ValueTask<ReconcileCursor> ReadAsync(Instant startOfDay, CancellationToken cancellationToken) =>
        (await table.GetAsync(account, Row, cancellationToken).ConfigureAwait(false))?.Value ?? new ReconcileCursor(startOfDay, startOfDay);

    /// <summary>Keeps a cursor.</summary>
    public async ValueTask SaveAsync(ReconcileCursor cursor, CancellationToken cancellationToken) =>
        await table.PutAsync(account, Row, cursor, cancellationToken).ConfigureAwait(false);
}

using NodaTime;
using NodaTime.Text;
using Trading.Journal;
using Trading.Operations.Invariants;
using Trading.Time;

namespace Trading.Operations.Integrity;

/// <summary>An execution as the journal tells it.</summary>
internal sealed record ToldFill(string OrderId, string Symbol, string Side, decimal Quantity, decimal Price);

/// <summary>What the journal tells of one New York date: its executions and the client order ids of its orders. Read off the events themselves, past the books.</summary>
/// <param name="Fills">The executions by id; the first word of each.</param>
/// <param name="Orders">Every order id that an event names.</param>
internal sealed record ToldDay(IReadOnlyDictionary<string, ToldFill> Fills, IReadOnlySet<string> Orders)
{
    private const string Booked = "fill-booked";
    private static readonly LineFilter Telling = JournalRaw.OfKinds(
        Booked, "order-reserved", "order-submitted", "order-rejected", "order-unknown", "order-changed", "order-replaced", "order-external", "order-dry-run", "order-canceled");

    /// <exception cref="Storage.StorageException">The store could not answer, or an event cannot be read.</exception>
    public static async ValueTask<ToldDay> ReadAsync(JournalReader journal, LocalDate date, CancellationToken cancellationToken)
    {
        var fills = new Dictionary<string, ToldFill>(StringComparer.Ordinal);
        var orders = new HashSet<string>(StringComparer.Ordinal);
        var from = NewYork.StartOf(date);
        await foreach (var one in journal.WhereAsync(date, date, Telling, cancellationToken).ConfigureAwait(false))
        {
            if (one.Kind == Booked)
            {
                // Booked late, it belongs to the day of its execution: the broker does not name it among this day's.
                if (one.Text("at") is { } at && InstantPattern.ExtendedIso.Parse(at) is { Success: true } executed && executed.Value < from)
                {
                    continue;
                }

                fills.TryAdd(one.Text("fill") ?? string.Empty, FillOf(one));
            }
            else if (one.Text("id") is { } id)
            {
                orders.Add(id);
            }
        }

        return new ToldDay(fills, orders);
    }

    private static ToldFill FillOf(JournalEvent one) => new(
        one.Text("brokerOrderId") ?? string.Empty, one.Text("symbol") ?? string.Empty, one.Text("side") ?? string.Empty, one.Number("quantity") ?? 0m, one.Number("price") ?? 0m);
}

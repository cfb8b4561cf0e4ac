using System.Text.Json;
using NodaTime;
using Trading.Journal;
using Trading.Market;
using Trading.Orders;
using Trading.Storage;
using Trading.Time;

namespace Trading.Accounting.Pnl;

/// <summary>The executions and the opening balance as the journal tells them: the books' own records are not asked.</summary>
/// <param name="Opening">The opening balance; null when the journal does not know one.</param>
/// <param name="Fills">Every execution once, in <see cref="BookedFill.InTime"/> order.</param>
public sealed record JournalFills(DayStart? Opening, IReadOnlyList<BookedFill> Fills)
{
    /// <summary>Reads the whole journal from the opening of the books on: a late execution is told on the date on which it was heard of.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="from">A New York date on or before that of the opening.</param>
    /// <param name="through">The last New York date to read.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="StorageException">The store could not answer, or an event is not what its kind says.</exception>
    public static async ValueTask<JournalFills> ReadAsync(JournalReader journal, LocalDate from, LocalDate through, CancellationToken cancellationToken)
    {
        DayStart? opening = null;
        var fills = new Dictionary<string, BookedFill>(StringComparer.Ordinal);
        await foreach (var one in journal.BetweenAsync(from, through, cancellationToken).ConfigureAwait(false))
        {
            if (one.Kind == "fill-booked")
            {
                // Told twice when a process died between telling and booking.
                var fill = Parse<FillFact>(one).Book(one.Correlation);
                fills[fill.Id] = fill;
            }
            else if (one.Kind == "books-opened")
            {
                opening ??= Parse<OpeningFact>(one).Start(one.At);
            }
        }

        return new JournalFills(opening, [.. fills.Values.Order(BookedFill.InTime)]);
    }

    private static T Parse<T>(JournalEvent one)
    {
        try
        {
            return one.Data.Deserialize<T>(TradingJson.Options) ?? throw new StorageException($"event {one.Sequence} ({one.Kind}) has no data");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"event {one.Sequence} ({one.Kind}) cannot be read: {fault.Message}", fault);
        }
    }

    private sealed record FillFact(
        string Fill, string OrderId, string BrokerOrderId, Symbol Symbol, OrderSide Side, Quantity Quantity, Price Price, decimal Fee, Instant At, string Strategy, bool External)
    {
        public BookedFill Book(string correlation) =>
            new(Fill, OrderId, BrokerOrderId, Symbol, Side, Quantity, Price, Fee, At, NewYork.DateOf(At), Strategy, correlation, External);
    }

    private sealed record OpeningFact(decimal Cash, decimal Equity, IReadOnlyList<HeldFact> Positions)
    {
        public DayStart Start(Instant at) => new(
            null,
            [.. Positions.Where(held => held.Price is not null).Select(held => new Lot(
                held.Symbol, new Quantity(held.Quantity), held.Price!.Value, at, "opening", OrderKeys.External, "opening", 0m, IsExternal: true))],
            Equity,
            Cash,
            0m,
            0m,
            new SortedDictionary<Symbol, decimal>());
    }

    private sealed record HeldFact(Symbol Symbol, decimal Quantity, Price? Price);
}

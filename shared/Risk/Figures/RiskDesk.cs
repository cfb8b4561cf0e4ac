using NodaTime;
using Trading.Brokers;
using Trading.Orders;
using Trading.Risk.Drawdowns;
using Trading.Risk.Limits;
using Trading.Storage;
using Trading.Time;

namespace Trading.Risk.Figures;

/// <summary>Reads the desk for people and for alerts, and changes nothing. What cannot be read is null in the view, and said.</summary>
/// <exception cref="StorageException">Thrown by each member when the order book or the limits cannot be read.</exception>
public sealed class RiskDesk(IBroker broker, OrderBook book, EquityBook marks, RiskReader reader, LimitsBook limits, ExchangeCalendar calendar, TimeProvider clock)
{
    private static readonly Duration Fresh = Duration.FromMinutes(2);

    /// <summary>The desk as the last cycle or health check read it, when that is less than two minutes ago; else a new reading. What is evaluated on every cycle asks the broker for nothing.</summary>
    public async ValueTask<RiskView> LatestAsync(CancellationToken cancellationToken) =>
        reader.Latest is { } latest && clock.Now() - latest.At < Fresh
            ? await CompleteAsync(latest, book.View, [], cancellationToken).ConfigureAwait(false)
            : await ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>A new reading: two calls to the broker.</summary>
    public async ValueTask<RiskView> ReadAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var view = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        var desk = new DeskSnapshot
        {
            At = clock.Now(),
            Date = RiskDay.Of(clock.Now(), calendar),
            Positions = await TryAsync("positions", async () => await broker.PositionsAsync(cancellationToken).ConfigureAwait(false), faults).ConfigureAwait(false),
            Account = await TryAsync("the account", async () => await broker.AccountAsync(cancellationToken).ConfigureAwait(false), faults).ConfigureAwait(false),
            Marks = await TryAsync("the marks of equity", () => marks.ReadAsync(cancellationToken), faults).ConfigureAwait(false),
        };
        return await CompleteAsync(desk, view, faults, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RiskView> CompleteAsync(DeskSnapshot desk, OrderBookView view, List<string> faults, CancellationToken cancellationToken) =>
        new(
            await reader.PrepareAsync(desk, view, [], [], faults.Add, cancellationToken).ConfigureAwait(false),
            view,
            await limits.CurrentAsync(cancellationToken).ConfigureAwait(false),
            faults);

    private static async ValueTask<T?> TryAsync<T>(string what, Func<ValueTask<T?>> read, List<string> faults)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is BrokerException or StorageException)
        {
            faults.Add($"{what} could not be read: {fault.Message}");
            return null;
        }
    }
}

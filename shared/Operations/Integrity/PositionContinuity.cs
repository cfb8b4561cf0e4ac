using System.Globalization;
using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Integrity;

/// <summary>What the broker held when a New York date began: what it holds less what it executed since.</summary>
/// <param name="Date">The date.</param>
/// <param name="Held">Shares by symbol, below zero when short.</param>
/// <param name="Expected">What the day that was looked at before ended with; null when there was none.</param>
/// <param name="Since">That day, or null.</param>
internal sealed record Beginning(
    LocalDate Date, IReadOnlyDictionary<Symbol, decimal> Held, IReadOnlyDictionary<Symbol, decimal>? Expected = null, LocalDate? Since = null);

/// <summary>
/// Follows the broker's positions by the broker's own executions, past our books: what it held when the day began and what it executed since are what it holds. The beginning of the next day must
/// be the end of this one, at every look of that day: what moved overnight is as old as the day. Kept in table <c>integrity</c>, row <c>beginning</c>.
/// </summary>
internal sealed class PositionContinuity(IBroker broker, IRecords records)
{
    private const string Row = "beginning";
    private readonly RecordTable<Beginning> table = new(records, IntegrityBook.Table);

    /// <summary>What no execution explains; null, for nothing is known, while executions come between the reads.</summary>
    /// <exception cref="BrokerException">The executions since the day before could not be read.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<IReadOnlyList<IntegrityDifference>?> LookAsync(LocalDate date, BrokerDay day, CancellationToken cancellationToken)
    {
        if (!day.IsStill)
        {
            return null;
        }

        var kept = (await table.GetAsync(broker.Account, Row, cancellationToken).ConfigureAwait(false))?.Value;
        var begun = Held(day.Positions).ToDictionary(pair => pair.Key, pair => pair.Value);
        Add(begun, day.Fills, -1);
        if (kept?.Date != date)
        {
            // Read first, kept then: a broker that fails in between is asked again.
            var expected = kept is null ? null : WithoutZeros(await EndOfAsync(kept, day.From, cancellationToken).ConfigureAwait(false));
            kept = new Beginning(date, WithoutZeros(begun), expected, kept?.Date);
            await table.PutAsync(broker.Account, Row, kept, cancellationToken).ConfigureAwait(false);
        }

        return [.. Differences(kept.Expected ?? kept.Held, begun, kept.Since is { } since ? $"since {since:uuuu-MM-dd}" : "since the day began")];
    }

    private static IEnumerable<KeyValuePair<Symbol, decimal>> Held(IReadOnlyList<BrokerPosition> positions) =>
        positions.GroupBy(position => position.Symbol).Select(same => KeyValuePair.Create(same.Key, same.Sum(position => position.Quantity)));

    private static void Add(Dictionary<Symbol, decimal> held, IEnumerable<BrokerFill> fills, int sign)
    {
        foreach (var fill in fills)
        {
            held[fill.Symbol] = held.GetValueOrDefault(fill.Symbol) + (sign * (fill.Side == Orders.OrderSide.Buy ? fill.Quantity.Value : -fill.Quantity.Value));
        }
    }

    private static SortedDictionary<Symbol, decimal> WithoutZeros(Dictionary<Symbol, decimal> held) => new(held.Where(pair => pair.Value != 0m).ToDictionary(pair => pair.Key, pair => pair.Value));

    private static IEnumerable<IntegrityDifference> Differences(IReadOnlyDictionary<Symbol, decimal> expected, Dictionary<Symbol, decimal> found, string since) =>
        from symbol in expected.Keys.Concat(found.Keys).Distinct().Order()
        let rest = found.GetValueOrDefault(symbol) - expected.GetValueOrDefault(symbol)
        where rest != 0m
        select new IntegrityDifference(
            DifferenceClasses.PositionUnexplained, symbol.ToString(), string.Create(CultureInfo.InvariantCulture, $"the broker's {symbol} moved by {rest:+0.######;-0.######} shares that none of its executions explains, {since}"));

    private async ValueTask<Dictionary<Symbol, decimal>> EndOfAsync(Beginning day, Instant until, CancellationToken cancellationToken)
    {
        var held = day.Held.ToDictionary(pair => pair.Key, pair => pair.Value);
        var executed = await broker.FillsAsync(NewYork.StartOf(day.Date), cancellationToken).ConfigureAwait(false);
        Add(held, executed.Where(fill => fill.At < until), 1);
        return held;
    }
}

using NodaTime;
using Trading.Accounting;
using Trading.Orders;
using Trading.Risk;
using Trading.Time;

namespace Trading.Operations.Readings;

/// <summary>
/// What the account holds and has earned today, for whoever draws it; no alert watches it. Taken off the last reading of a cycle or health check, so the broker is asked for nothing: what that
/// did not know is left out, and the readings of risk say so.
/// </summary>
public sealed class AccountReadings(RiskReader risk, OrderBook orders, FillBook fills, TimeProvider clock) : IReadingSource
{
    private static readonly Duration Fresh = Duration.FromMinutes(2);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var view = await orders.LoadAsync(cancellationToken).ConfigureAwait(false);
        var readings = new List<Reading> { Plain("pending_orders", view.Open.Count(order => !order.IsExternal)) };
        if (risk.Latest is not { } desk || clock.Now() - desk.At >= Fresh)
        {
            return readings;
        }

        if (desk.Positions is { } positions)
        {
            readings.Add(Plain("open_positions", positions.Count));
        }

        if (desk.Account is { } account)
        {
            readings.Add(Plain("portfolio_value_usd", account.Equity));
        }

        if (desk.Losses is { } losses)
        {
            var fees = (await fills.OnAsync(NewYork.DateOf(clock.Now()), cancellationToken).ConfigureAwait(false)).Sum(fill => fill.Fee);
            readings.AddRange([Plain("fees_today_usd", fees), Plain("net_pnl_today_usd", losses.DailyPnl), Plain("pnl_today_usd", losses.DailyPnl + fees)]);
        }

        return readings;
    }

    private static Reading Plain(string metric, decimal value) => new(metric, value, string.Empty, $"{metric} is {value:0.##}");
}

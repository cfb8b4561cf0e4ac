using System.Globalization;
using NodaTime.Text;
using Trading.Accounting;
using Trading.Time;

namespace Trading.Compliance.Transactions;

/// <summary>One execution as the transaction report has it: texts as they stand in the file.</summary>
/// <param name="ExecutionId">The broker's id of the execution.</param>
/// <param name="TimeUtc">When, ISO 8601 UTC.</param>
/// <param name="TimeNewYork">The same on the New York wall clock, ISO 8601 without a zone.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Side"><c>buy</c> or <c>sell</c>.</param>
/// <param name="Quantity">Shares.</param>
/// <param name="Price">Dollars a share.</param>
/// <param name="Fee">Regulatory fees, dollars.</param>
/// <param name="Venue"><c>routed</c>: the broker chose where, and does not tell.</param>
/// <param name="OrderId">The client order id; of a leg its parent's and which; of somebody else's order "external-" and the broker's id.</param>
/// <param name="BrokerOrderId">The broker's id of the order.</param>
/// <param name="Account">The account.</param>
/// <param name="Capacity"><c>own</c>: for the account's own holder.</param>
/// <param name="Strategy">What decided: a strategy, or <c>external</c> for an order by hand.</param>
public sealed record TransactionLine(
    string ExecutionId,
    string TimeUtc,
    string TimeNewYork,
    string Symbol,
    string Side,
    string Quantity,
    string Price,
    string Fee,
    string Venue,
    string OrderId,
    string BrokerOrderId,
    string Account,
    string Capacity,
    string Strategy)
{
    /// <summary>The line of one execution.</summary>
    public static TransactionLine Of(BookedFill fill, string account) => new(
        fill.Id,
        InstantPattern.ExtendedIso.Format(fill.At),
        LocalDateTimePattern.ExtendedIso.Format(NewYork.TimeOf(fill.At)),
        fill.Symbol.ToString(),
        fill.Side == Orders.OrderSide.Buy ? "buy" : "sell",
        fill.Quantity.ToString(),
        fill.Price.Value.ToString(CultureInfo.InvariantCulture),
        fill.Fee.ToString(CultureInfo.InvariantCulture),
        "routed",
        fill.OrderId,
        fill.BrokerOrderId,
        account,
        "own",
        fill.Strategy);
}

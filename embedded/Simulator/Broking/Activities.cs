using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Embedded.Broker;
using Trading.Embedded.Simulator.Wire;
using Trading.Orders;
using Trading.Time;

namespace Trading.Embedded.Simulator.Broking;

/// <summary>What moved money in the account, oldest first: each fill, without a fee, and after a session's close the fees of all its sales, each kind in one sum.</summary>
internal sealed class Activities(SimBook book, string account, ExchangeCalendar calendar)
{
    public const string Trade = "FILL";
    public const string Fee = "FEE";

    private readonly Dictionary<string, decimal> filled = new(StringComparer.Ordinal);

    public IEnumerable<Activity> Until(Instant now)
    {
        for (var first = 0; first < book.Fills.Count;)
        {
            var date = NewYork.DateOf(book.Fills[first].At);
            var next = first;
            for (; next < book.Fills.Count && NewYork.DateOf(book.Fills[next].At) == date; next++)
            {
                yield return OfFill(next);
            }

            if (calendar.SessionOn(date) is { } session && session.Close <= now)
            {
                foreach (var fee in FeesOf(date, session.Close, book.Fills[first..next]))
                {
                    yield return fee;
                }
            }

            first = next;
        }
    }

    private Activity OfFill(int sequence)
    {
        var fill = book.Fills[sequence];
        var order = book.Find(fill.OrderId)!;
        var total = filled[fill.OrderId] = filled.GetValueOrDefault(fill.OrderId) + fill.Quantity.Value;
        var left = decimal.Max(0, order.Quantity.Value - total);
        return new Activity(fill.At, new ActivityJson
        {
            Id = $"{WireText.ActivityDigits(fill.At)}::{WireId.Fill(sequence + 1)}",
            ActivityType = Trade,
            TransactionTime = WireText.Time(fill.At),
            Type = left == 0 ? "fill" : "partial_fill",
            Price = WireText.Number(fill.Price.Value),
            Qty = WireText.Number(fill.Quantity.Value),
            Side = WireText.Word(fill.Side),
            Symbol = fill.Symbol.ToString(),
            LeavesQty = WireText.Number(left),
            OrderId = WireId.Order(order.Number),
            CumQty = WireText.Number(total),
            OrderStatus = WireText.Word(left == 0 ? BrokerOrderStatus.Filled : BrokerOrderStatus.PartiallyFilled),
        });
    }

    private IEnumerable<Activity> FeesOf(LocalDate date, Instant close, List<BrokerFill> fills)
    {
        var sales = fills.FindAll(fill => fill.Side == OrderSide.Sell);
        var (dollars, shares) = (sales.Sum(fill => fill.Price * fill.Quantity), sales.Sum(fill => fill.Quantity.Value));
        var by = $"on {WireText.Date(date)} by {account}";
        var sec = sales.Sum(fill => RegulatoryFees.Section31(date, fill.Price * fill.Quantity));
        var taf = sales.Sum(fill => RegulatoryFees.TradingActivity(date, fill.Quantity));
        if (sec > 0)
        {
            yield return OfFee(date, close, 1, "REG", sec, $"REG fee for proceed of ${WireText.Number(dollars)} {by}");
        }

        if (taf > 0)
        {
            yield return OfFee(date, close, 2, "TAF", taf, $"TAF fee for proceed of {WireText.Number(shares)} shares ({sales.Count} trades) {by}");
        }
    }

    private static Activity OfFee(LocalDate date, Instant close, int sequence, string kind, decimal dollars, string description) => new(close, new ActivityJson
    {
        Id = $"{WireText.ActivityDigits(close)}::{WireId.Fee(sequence)}",
        ActivityType = Fee,
        ActivitySubType = kind,
        Date = WireText.Date(date),
        NetAmount = WireText.Number(-dollars),
        Description = description,
        Status = "executed",
    });
}

/// <summary>An activity and when it happened.</summary>
internal sealed record Activity(Instant At, ActivityJson Json);

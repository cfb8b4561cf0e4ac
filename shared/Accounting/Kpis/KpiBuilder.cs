using Trading.Orders;

namespace Trading.Accounting.Kpis;

/// <summary>Makes the key figures of a day's books. Pure.</summary>
internal static class KpiBuilder
{
    /// <summary>The key figures.</summary>
    /// <param name="slot">Which of the date's.</param>
    /// <param name="day">The books as they stand.</param>
    /// <param name="orders">The order book, for the reasons to sell.</param>
    /// <param name="before">The key figures taken before these, of whatever date.</param>
    /// <param name="entriesShut">Why the last cycle made no entries.</param>
    public static Kpi Build(string slot, OpenDay day, OrderBookView orders, Kpi? before, string? entriesShut)
    {
        var books = day.Books;
        var ours = day.Trips.Where(trip => !trip.IsExternal).ToList();
        var today = before is not null && before.Date == books.Date ? before.Today : Drawdown.From(day.OpeningEquity);
        var ever = before?.SinceStart ?? Drawdown.From(books.StartEquity).Then(day.OpeningEquity);
        return new Kpi
        {
            Date = books.Date,
            Slot = slot,
            At = day.At,
            Stats = TradeStats.Of(ours),
            BySymbol = TradeGroup.By(ours, trip => trip.Symbol.ToString()),
            ByExit = TradeGroup.By(ours, trip => KindOf(trip, orders).Word()),
            Realized = books.Summary.Realized,
            Unrealized = books.Summary.Unrealized,
            Fees = books.Summary.Fees,
            Trades = books.Summary.Trades,
            Turnover = books.Summary.Volume,
            Positions = books.Positions.Select(position => position.Symbol).Distinct().Count(),
            Exposure = books.Holdings,
            ExposurePercent = day.Equity > 0m ? decimal.Round(books.Holdings * 100m / day.Equity, 4) : null,
            Equity = day.Equity,
            EquitySource = day.EquitySource,
            BookEquity = books.BookCash + books.Holdings,
            BookCash = books.BookCash,
            Today = today.Then(day.Equity),
            SinceStart = ever.Then(day.Equity),
            Unpriced = books.StalePrices,
            EntriesShut = entriesShut,
        };
    }

    private static ExitKind KindOf(RoundTrip trip, OrderBookView orders) =>
        trip.SellOrderId.StartsWith(OrderKeys.OfExternal(string.Empty), StringComparison.Ordinal) ? ExitKind.External : ExitKinds.Of(orders.Find(trip.SellOrderId));
}

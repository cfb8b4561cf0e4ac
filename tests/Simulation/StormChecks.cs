using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;
using Trading.Time;

namespace Trading.Tests.Simulation;

/// <summary>What must hold in calm weather.</summary>
internal sealed class StormChecks
{
    private const int LooksUntilProtected = 3;
    private readonly Dictionary<string, Price> stops = [];
    private readonly Dictionary<Symbol, int> bare = [];

    public List<string> Findings { get; } = [];

    public void Look(OrderBookView book, IReadOnlyList<BrokerPosition> positions, Session session, Instant now)
    {
        var held = positions.ToDictionary(position => position.Symbol, position => position.Quantity);
        foreach (var symbol in book.OwnedSymbols.Union(held.Keys))
        {
            Expect(book.Owned(symbol) == held.GetValueOrDefault(symbol), now, $"{symbol}: our fills leave {book.Owned(symbol)}, the broker has {held.GetValueOrDefault(symbol)}");
            LookProtected(book, symbol, now);
            var decisions = book.Orders.Where(order => order.Symbol == symbol && order.Purpose == OrderPurpose.Entry && (order.IsOpen || Left(book, order) > 0)).Select(order => order.Group);
            Expect(decisions.Distinct().Count() <= 1, now, $"{symbol}: entered while it was held");
        }

        foreach (var order in book.Open)
        {
            Expect(order.State is not OrderState.Reserved and not OrderState.Unknown, now, $"{order.Id} is {order.State} still");
            Expect(order.Side == OrderSide.Sell || (order.TradingDate == session.Date && now < session.Close - Duration.FromMinutes(30)), now, $"{order.Id} works after the cutoff");
        }

        foreach (var entry in book.Orders.Where(order => order.Purpose == OrderPurpose.Entry && Left(book, order) > 0))
        {
            LookAtStops(book, entry, now);
            var sessions = 1 + ExchangeCalendar.Nyse.SessionsBetween(entry.TradingDate, session.Date);
            Expect(sessions <= 5 || now < session.Open + Duration.FromHours(2), now, $"{entry.Id} is held in its session {sessions}");
        }
    }

    private void LookProtected(OrderBookView book, Symbol symbol, Instant now)
    {
        var isBare = book.Owned(symbol) > book.ClaimedBySells(symbol).Value && !book.OpenBuys.Any(order => order.Symbol == symbol && !order.Filled.IsZero);
        bare[symbol] = isBare ? bare.GetValueOrDefault(symbol) + 1 : 0;
        Expect(bare[symbol] <= LooksUntilProtected, now, $"{symbol}: {book.Owned(symbol)} held, exits in force for {book.ClaimedBySells(symbol)}");
    }

    private void LookAtStops(OrderBookView book, Order entry, Instant now)
    {
        var working = book.ExitsOf(entry.Id).Where(order => order.IsOpen && order.StopPrice is not null).Select(order => order.StopPrice!.Value).ToList();
        if (working.Count > 0)
        {
            var lowest = working.Min();
            Expect(!stops.TryGetValue(entry.Id, out var before) || before <= lowest, now, $"{entry.Id}: its stop fell from {stops.GetValueOrDefault(entry.Id)} to {lowest}");
            stops[entry.Id] = lowest;
        }
    }

    private static decimal Left(OrderBookView book, Order entry) => entry.Filled.Value - book.ExitsOf(entry.Id).Sum(exit => exit.Filled.Value);

    private void Expect(bool holds, Instant now, string finding)
    {
        if (!holds)
        {
            Findings.Add($"{NewYork.DateOf(now):uuuu-MM-dd} {NewYork.TimeOf(now):HH:mm} {finding}");
        }
    }
}

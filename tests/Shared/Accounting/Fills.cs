using NodaTime;
using Trading.Accounting;
using Trading.Market;
using Trading.Orders;
using Trading.Time;

namespace Trading.Tests.Shared.Accounting;

/// <summary>Executions written as the vectors are: <c>b10@100</c>, <c>s5@105.50</c>, each its own order and a minute after the one before.</summary>
internal static class Fills
{
    public static readonly LocalDate Day = new(2013, 10, 7);

    public static List<BookedFill> Of(string symbol, string text) => [.. text.Split(' ').Select((one, i) => One(symbol, one, i))];

    public static BookedFill One(string symbol, string text, int minute, decimal fee = 0m, bool isExternal = false, string? order = null)
    {
        var parts = text[1..].Split('@');
        var side = text[0] == 'b' ? OrderSide.Buy : OrderSide.Sell;
        var at = NewYork.At(Day, new LocalTime(10, 0)) + Duration.FromMinutes(minute);
        var id = $"{symbol}-{minute:000}";
        return new BookedFill(
            id, order ?? $"order-{id}", $"broker-{order ?? id}", Symbol.Parse(symbol), side, new Quantity(Number(parts[0])), new Price(Number(parts[1])), fee, at, NewYork.DateOf(at),
            isExternal ? "external" : "swing", "chain", isExternal);
    }

    public static DaySummary Summarize(IEnumerable<BookedFill> fills, IEnumerable<Lot>? opening = null, params (string Symbol, decimal Close)[] closing)
    {
        var list = fills.ToList();
        var prices = closing.ToDictionary(pair => Symbol.Parse(pair.Symbol), pair => new Price(pair.Close));
        return DailyPnl.Summarize(Day, FifoLedger.Run(opening ?? [], list), list, prices);
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

using System.Text;
using NodaTime;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Simulator.Feed;

/// <summary>Which bars are asked for, and from where on: a page goes through the symbols in order, and each one's bars by time.</summary>
internal sealed record BarQuery(bool IsDaily, Instant Start, Instant End, int Limit, bool IsDescending, BarQuery.Place? From)
{
    private const int StandardLimit = 1000;
    private const int MostLimit = 10_000;

    public static BarQuery Of(SimRequest request, Instant now)
    {
        var limit = request.Number("limit") ?? StandardLimit;
        Check(limit is >= 1 and <= MostLimit, $"limit must be between 1 and {MostLimit}");
        request.Word("adjustment", "raw", "split", "dividend", "all");
        request.Word("feed", "iex", "sip", "delayed_sip", "boats", "otc");
        var query = new BarQuery(
            request.Text("timeframe") switch
            {
                "1Day" or "1D" => true,
                "1Min" or "1T" => false,
                var other => throw SimRefusal.BadData($"invalid timeframe: {other}; 1Day and 1Min are known here"),
            },
            request.Time("start") ?? NewYork.StartOf(NewYork.DateOf(now)),
            Instant.Min(request.Time("end") ?? now, now),
            limit,
            request.Word("sort", "asc", "desc") == "desc",
            request.Text("page_token") is { } token ? Place.Of(token) ?? throw SimRefusal.BadData("invalid page_token") : null);
        Check(request.Time("end") is not { } end || query.Start <= end, "end should not be before start");
        return query;
    }

    /// <summary>The asked bars of a symbol that earlier pages have not held, in order.</summary>
    public IEnumerable<(Instant At, BarJson Bar)> Of(FeedBars bars, Symbol symbol, Instant now)
    {
        if (From is { } from && symbol < from.Symbol)
        {
            return [];
        }

        var last = From is { } place && symbol == place.Symbol ? place.At : (Instant?)null;
        var (start, end) = IsDescending ? (Start, last ?? End) : (last ?? Start, End);
        var asked = IsDaily ? bars.Daily(symbol, start, end, now) : bars.Minutes(symbol, start, end, now);
        return (IsDescending ? asked.Reverse() : asked).Where(bar => bar.At != last);
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw SimRefusal.BadData(otherwise);
        }
    }

    /// <summary>The last bar of a page.</summary>
    internal sealed record Place(Symbol Symbol, Instant At)
    {
        public string ToToken() => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Symbol}|{WireText.Time(At)}"));

        public static Place? Of(string token)
        {
            var bytes = new byte[token.Length];
            return Convert.TryFromBase64String(token, bytes, out var length)
                && Encoding.ASCII.GetString(bytes, 0, length).Split('|') is [var name, var time]
                && Symbol.TryParse(name, out var symbol)
                && WireText.ToInstant(time) is { } at
                    ? new Place(symbol, at)
                    : null;
        }
    }
}

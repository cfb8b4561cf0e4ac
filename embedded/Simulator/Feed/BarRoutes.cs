using NodaTime;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Simulator.Feed;

/// <summary>Historical bars, page by page. Among several symbols one with a bad bar is left out; asked for alone, its error is the answer.</summary>
internal sealed class BarRoutes(FeedBars bars, TimeProvider clock)
{
    public SimAnswer OfMany(SimRequest request)
    {
        var symbols = request.Symbols("symbols");
        if (symbols.Count == 0)
        {
            throw SimRefusal.BadData("symbols is required");
        }

        var now = clock.Now();
        var query = BarQuery.Of(request, now);
        var page = new Page(query.Limit);
        foreach (var symbol in symbols)
        {
            try
            {
                page.Add(symbol, query.Of(bars, symbol, now));
            }
            catch (BadBarException)
            {
                // Whoever asks for it alone is told what is wrong.
            }
        }

        return SimAnswer.Json(new MultiBarsJson(page.Bars, page.Next), WireJson.Default.MultiBarsJson);
    }

    public SimAnswer OfOne(SimRequest request, string name)
    {
        var (now, symbol) = (clock.Now(), SimRequest.ToSymbol(name));
        var query = BarQuery.Of(request, now);
        var page = new Page(query.Limit);
        page.Add(symbol, query.Of(bars, symbol, now));
        return SimAnswer.Json(new BarsJson(page.Bars.GetValueOrDefault(symbol.ToString(), []), symbol.ToString(), page.Next), WireJson.Default.BarsJson);
    }

    private sealed class Page(int limit)
    {
        private readonly SortedDictionary<string, IReadOnlyList<BarJson>> bars = new(StringComparer.Ordinal);
        private BarQuery.Place? last;
        private int count;

        public IReadOnlyDictionary<string, IReadOnlyList<BarJson>> Bars => bars;

        /// <summary>Where the next page goes on; null when there is none.</summary>
        public string? Next { get; private set; }

        public void Add(Symbol symbol, IEnumerable<(Instant At, BarJson Bar)> asked)
        {
            if (Next is not null)
            {
                return;
            }

            List<BarJson> taken = [];
            foreach (var (at, bar) in asked)
            {
                if (count == limit)
                {
                    Next = last!.ToToken();
                    break;
                }

                taken.Add(bar);
                last = new BarQuery.Place(symbol, at);
                count++;
            }

            if (taken.Count > 0)
            {
                bars.Add(symbol.ToString(), taken);
            }
        }
    }
}

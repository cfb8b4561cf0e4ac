using NodaTime;
using Trading.Embedded.Broker;
using Trading.Embedded.Market;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Simulator.Broking;

/// <summary>The market's hours, and what can be traded.</summary>
internal sealed class MarketRoutes(SimulatedBroker broker, ClockedMarketData market, ExchangeCalendar calendar, TimeProvider clock)
{
    private const int MostDays = 366 * 60;

    public async ValueTask<SimAnswer> ClockAsync(CancellationToken cancellationToken)
    {
        var state = await broker.ClockAsync(cancellationToken).ConfigureAwait(false);
        return SimAnswer.Json(
            new ClockJson(WireText.NewYorkTime(clock.Now()), state.IsOpen, WireText.NewYorkTime(state.NextOpen), WireText.NewYorkTime(state.NextClose)),
            WireJson.Default.ClockJson);
    }

    public SimAnswer Calendar(SimRequest request)
    {
        var today = NewYork.DateOf(clock.Now());
        var (start, end) = (request.Date("start") ?? today.PlusYears(-1), request.Date("end") ?? today.PlusYears(1));
        if (Period.DaysBetween(start, end) is < 0 or > MostDays)
        {
            throw SimRefusal.Invalid($"invalid range: {WireText.Date(start)} to {WireText.Date(end)}");
        }

        return SimAnswer.Json(
            [.. Enumerable.Range(0, Period.DaysBetween(start, end) + 1).Select(day => calendar.SessionOn(start.PlusDays(day))).OfType<Session>().Select(Of)],
            WireJson.Default.Calendar);
    }

    public async ValueTask<SimAnswer> AssetsAsync(SimRequest request, CancellationToken cancellationToken)
    {
        var isAsked = (request.Text("status") ?? "active") is "active" or "all"
            && (request.Text("asset_class") ?? "us_equity") == "us_equity"
            && (request.Text("exchange") ?? AssetJson.Listed) == AssetJson.Listed;
        var symbols = isAsked ? await market.SymbolsAsync(cancellationToken).ConfigureAwait(false) : [];
        return SimAnswer.Json([.. symbols.Select(Of)], WireJson.Default.Assets);
    }

    public async ValueTask<SimAnswer> AssetAsync(string symbolOrId, CancellationToken cancellationToken)
    {
        var symbol = WireId.AssetSymbol(symbolOrId);
        return symbol is { } known && await HasBarsAsync(known, cancellationToken).ConfigureAwait(false)
            ? SimAnswer.Json(Of(known), WireJson.Default.AssetJson)
            : throw SimRefusal.NotFound($"asset not found for {symbolOrId}");
    }

    private async ValueTask<bool> HasBarsAsync(Symbol symbol, CancellationToken cancellationToken)
    {
        try
        {
            return await market.DailyAsync(symbol, cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (BadBarException)
        {
            return true;
        }
    }

    private static AssetJson Of(Symbol symbol) => new(WireId.Asset(symbol), symbol.ToString());

    private CalendarJson Of(Session session) => new(
        WireText.Date(session.Date),
        WireText.NewYorkMinute(session.Open),
        WireText.NewYorkMinute(session.Close),
        "0400",
        "2000",
        WireText.Date(calendar.Next(session.Date).Date));
}

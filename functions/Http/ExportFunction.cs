using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;
using Trading.Accounting;
using Trading.Operations.Inquiry.Exports;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The desk's state and its trades for other programs.</summary>
public sealed class ExportFunction(StateExporter state, FillBook fills, TimeProvider clock)
{
    private const int MostDays = 366;

    /// <summary>Positions, lots, open orders, cash, gates, kill switch, loop, limits: one JSON object.</summary>
    [Answers(typeof(StateExport))]
    [Function("ExportState")]
    public async Task<IResult> StateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/export/state")] HttpRequest request, CancellationToken cancellationToken) =>
        Answer.Json(await state.ReadAsync(cancellationToken));

    /// <summary>Executions of the New York dates <c>?from=</c> to <c>?to=</c>, both included (today when left out), as <c>?format=json|csv</c>.</summary>
    [Answers(typeof(TradesExport))]
    [Query("from", "yyyy-MM-dd or today, the first New York date; today when left out.")]
    [Query("to", "yyyy-MM-dd or today, the last New York date; today when left out.")]
    [Query("format", "json (standard) or csv.")]
    [Function("ExportTrades")]
    public async Task<IResult> TradesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/export/trades")] HttpRequest request, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        var (from, to, format) = (Date(request, "from", today), Date(request, "to", today), request.Query["format"].ToString());
        if (from is not { } first || to is not { } last || last < first || Period.DaysBetween(first, last) >= MostDays || format is not ("" or "json" or "csv"))
        {
            return Answer.Wrong($"from and to want yyyy-MM-dd or today, at most {MostDays} days in order; format wants json or csv");
        }

        var trades = await fills.BetweenAsync(first, last, cancellationToken);
        return format == "csv"
            ? Results.File(TradesCsv.Write(trades), "text/csv; charset=utf-8", $"trades-{LocalDatePattern.Iso.Format(first)}-{LocalDatePattern.Iso.Format(last)}.csv")
            : Answer.Json(new TradesExport(first, last, trades.Count, trades, trades.Count == 0 ? "nothing was executed" : null));
    }

    private static LocalDate? Date(HttpRequest request, string name, LocalDate today) =>
        request.Query[name].ToString() is var text && text is "" or "today" ? today : LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;
}

/// <summary>Executions of a span.</summary>
/// <param name="From">The first New York date.</param>
/// <param name="To">The last.</param>
/// <param name="Count">Executions.</param>
/// <param name="Trades">In the order of time.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record TradesExport(LocalDate From, LocalDate To, int Count, IReadOnlyList<BookedFill> Trades, string? Reason);

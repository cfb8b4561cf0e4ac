using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Accounting;
using Trading.Accounting.Kpis;
using Trading.Accounting.Pnl;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>Profit and loss: of closed days from their books, of today at the newest prices.</summary>
public sealed class PnlFunction(PnlReader pnl, EquityCurve curve, DayBooks days, TimeProvider clock)
{
    private const int UsualDays = 30;

    /// <summary>
    /// One date (<c>?date=yyyy-MM-dd|today|yesterday</c>, the newest closed one when left out) or several (<c>?date=week</c>, <c>?days=N</c>), with the reason when it is zero;
    /// <c>?recompute=true</c> computes it again from the journal and lists what differs.
    /// </summary>
    [Answers(typeof(PnlAnswer))]
    [Query("date", "yyyy-MM-dd, today, yesterday or week, New York dates; the newest closed day when left out.")]
    [Query("days", "So many days up to today, 1 to 400.")]
    [Query("recompute", "true computes it again from the journal.")]
    [Function("Pnl")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/pnl")] HttpRequest request, CancellationToken cancellationToken)
    {
        var newest = await days.StandingAsync(cancellationToken) ?? NewYork.DateOf(clock.Now());
        if (DaysAsked.In(request, clock, newest) is not { } asked)
        {
            return Answer.Wrong(DaysAsked.Wrong);
        }

        var again = request.Query["recompute"] == "true";
        return asked.IsSpan
            ? Answer.Json(PnlAnswer.Of(await pnl.BetweenAsync(asked.First, asked.Last, again, cancellationToken)))
            : Answer.Json(PnlAnswer.Of(await pnl.OnAsync(asked.First, again, cancellationToken)));
    }

    /// <summary>The series of equity and drawdown for a chart: <c>?days=N</c> up to today, 30 when left out; the last day by the hour.</summary>
    [Answers(typeof(EquityAnswer))]
    [Query("days", "So many days up to today, 1 to 400; 30 when left out.")]
    [Query("date", "yyyy-MM-dd, today, yesterday or week instead.")]
    [Function("PnlEquity")]
    public async Task<IResult> EquityAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/pnl/equity")] HttpRequest request, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        if (DaysAsked.In(request, clock, LocalDate.MinIsoValue) is not { } asked)
        {
            return Answer.Wrong(DaysAsked.Wrong);
        }

        var (first, last) = asked.First == LocalDate.MinIsoValue ? (today.PlusDays(1 - UsualDays), today) : (asked.First, asked.Last);
        var points = await curve.ReadAsync(first, last, cancellationToken);
        return Answer.Json(new EquityAnswer(first, last, points.Count, points, points.Count == 0 ? "the books know nothing of these days" : null));
    }
}

/// <summary>What <c>pnl</c> answers: the members of one date, or <c>span</c> when several were asked for.</summary>
internal sealed record PnlAnswer
{
    /// <summary>The New York date.</summary>
    public LocalDate? Date { get; init; }

    /// <summary><c>closed</c>, <c>open</c> or <c>none</c>.</summary>
    public string? State { get; init; }

    /// <summary>When an open day was read, UTC.</summary>
    public Instant? At { get; init; }

    /// <summary>The books.</summary>
    public DayClose? Pnl { get; init; }

    /// <summary>Their sums as people read them.</summary>
    public PnlText? Text { get; init; }

    /// <summary>What the account is worth, whose word that is, and as of when.</summary>
    public EquitySeen? Equity { get; init; }

    /// <summary>The comparison with the journal, when it was asked for.</summary>
    public PnlRecomputed? Recomputed { get; init; }

    /// <summary>Several dates.</summary>
    public PnlSpan? Span { get; init; }

    /// <summary>Why it is zero, when it is.</summary>
    public string? Why { get; init; }

    /// <summary>Why there is nothing to show.</summary>
    public string? Reason { get; init; }

    public static PnlAnswer Of(PnlDay day) => new()
    {
        Date = day.Date,
        State = day.State,
        At = day.At,
        Pnl = day.Pnl,
        Text = day.Text,
        Equity = day.Equity,
        Recomputed = day.Recomputed,
        Why = day.Why,
        Reason = day.Reason,
    };

    public static PnlAnswer Of(PnlSpan span) => new() { Span = span, Why = span.Why, Reason = span.Reason };
}

/// <summary>What <c>pnl/equity</c> answers.</summary>
/// <param name="From">The first date, New York.</param>
/// <param name="To">The last date.</param>
/// <param name="Count">How many points.</param>
/// <param name="Points">Oldest first.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record EquityAnswer(LocalDate From, LocalDate To, int Count, IReadOnlyList<EquityPoint> Points, string? Reason);

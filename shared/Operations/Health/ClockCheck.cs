using NodaTime;
using Trading.Brokers;
using Trading.Time;

namespace Trading.Operations.Health;

/// <summary>The broker's market clock and our calendar say the same.</summary>
public sealed class ClockCheck(IBroker broker) : IHealthCheck
{
    // Two clocks may differ by this much at the edges of a session.
    private static readonly Duration Edge = Duration.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => "clock";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        var theirs = await broker.ClockAsync(cancellationToken).ConfigureAwait(false);
        return Compare(theirs, round.Now) is { } fault ? CheckResult.Unhealthy(Name, fault) : CheckResult.Healthy(Name, theirs.IsOpen ? "open" : "closed");
    }

    /// <summary>What the broker's clock and the calendar disagree about at <paramref name="now"/>; null when nothing.</summary>
    internal static string? Compare(MarketClock theirs, Instant now)
    {
        var calendar = ExchangeCalendar.Nyse;
        var date = NewYork.DateOf(now);
        var session = calendar.SessionOn(date);
        var isEdge = session is not null && (Near(now, session.Open) || Near(now, session.Close));
        var isOpen = session?.Contains(now) == true;
        if (isEdge)
        {
            return null;
        }

        if (theirs.IsOpen != isOpen)
        {
            return $"the broker says {(theirs.IsOpen ? "open" : "closed")}, the calendar says {(isOpen ? "open" : "closed")}";
        }

        var next = session is not null && now < session.Close ? session : calendar.Next(date);
        return Near(theirs.NextClose, next.Close) ? null : $"the broker closes at {theirs.NextClose}, the calendar at {next.Close}";
    }

    private static bool Near(Instant left, Instant right) => left - right <= Edge && right - left <= Edge;
}

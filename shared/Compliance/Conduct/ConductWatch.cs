using NodaTime;
using Trading.Accounting;
using Trading.Operations.Readings;
using Trading.Orders;
using Trading.Time;

namespace Trading.Compliance.Conduct;

/// <summary>Runs the checks of conduct: every few minutes of a session, whenever metrics are read, and at the end of the day. What is found is kept once, however often it is found.</summary>
public sealed class ConductWatch(OrderBook orders, FillBook fills, ComplianceAlerts alerts, ConductThresholds thresholds, TimeProvider clock) : IEndOfDayStep, IReadingSource
{
    private static readonly Duration Interval = Duration.FromMinutes(5);
    private Instant last = Instant.MinValue;

    /// <inheritdoc/>
    public string Name => "conduct";

    /// <inheritdoc/>
    public async ValueTask RunAsync(DayClose close, string correlation, CancellationToken cancellationToken)
    {
        if (ExchangeCalendar.Nyse.SessionOn(close.Date) is { } session)
        {
            await orders.LoadAsync(cancellationToken).ConfigureAwait(false);
            await LookAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs the checks when they are due. Findings are alerts of their own: there is no metric to tell.</summary>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (now - last >= Interval && ExchangeCalendar.Nyse.OpenAt(now) is { } session)
        {
            await LookAsync(session, cancellationToken).ConfigureAwait(false);
            last = now;
        }

        return [];
    }

    private async ValueTask LookAsync(Session session, CancellationToken cancellationToken)
    {
        var facts = new ConductFacts(session, orders.View, await fills.OnAsync(session.Date, cancellationToken).ConfigureAwait(false));
        foreach (var finding in ConductChecks.Run(facts, thresholds))
        {
            await alerts.KeepAsync(finding, cancellationToken).ConfigureAwait(false);
        }
    }
}

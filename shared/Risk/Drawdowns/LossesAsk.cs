using Trading.Brokers;
using Trading.Control;
using Trading.Risk.Limits;
using Trading.Time;

namespace Trading.Risk.Drawdowns;

/// <summary>Keeps the kill switch from being released while a limit of loss is still reached: two people reset the marks first. What is not known is not released either.</summary>
public sealed class LossesAsk(IBroker broker, EquityBook book, LimitsBook limits, ExchangeCalendar calendar, TimeProvider clock) : IStandingKillSource
{
    /// <inheritdoc/>
    public async ValueTask<string?> WhyStillAsync(CancellationToken cancellationToken)
    {
        if (await book.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } marks)
        {
            return null;
        }

        if (await EquityAsync(cancellationToken).ConfigureAwait(false) is not { } equity)
        {
            return "whether a limit of loss is still reached is not known: the account's equity cannot be read, or is not above zero";
        }

        // Yesterday's opening equity says nothing of today's loss; the all-time peak still counts.
        var isToday = marks.Date == RiskDay.Of(clock.Now(), calendar);
        var current = await limits.CurrentAsync(cancellationToken).ConfigureAwait(false);
        return LossChecks.WhyCloseOnly(new Losses(equity, isToday ? marks : marks with { Opening = equity }), current) is { } reached
            ? $"{reached.Sentence}: two people reset the marks first (risk/reset_alert, risk/reset_approve)"
            : null;
    }

    private async ValueTask<decimal?> EquityAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await broker.AccountAsync(cancellationToken).ConfigureAwait(false)).Equity is > 0m and var equity ? equity : null;
        }
        catch (BrokerException)
        {
            return null;
        }
    }
}

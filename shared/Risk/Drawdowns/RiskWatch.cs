using Trading.Brokers;
using Trading.Control;
using Trading.Risk.Limits;
using Trading.Storage;

namespace Trading.Risk.Drawdowns;

/// <summary>
/// Looks at equity on every cycle and at every health check: takes it into the marks, and asks for close_only when the day's loss or the fall from the all-time peak has reached its limit.
/// What it asked for stays until two people release it; the next day clears nothing.
/// </summary>
public sealed class RiskWatch(EquityBook book, RiskReset reset, KillSwitch kill, LimitsBook limits)
{
    private const string Who = "risk";

    /// <summary>The marks after this look; null when equity is not known. Equity at or under zero is no reading: it moves no mark and is no breach, and the door lets no entry through.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<EquityMarks?> LookAsync(BrokerAccount? account, CancellationToken cancellationToken)
    {
        if (account is not { Equity: > 0m })
        {
            return null;
        }

        var marks = await book.SeeAsync(account.Equity, cancellationToken).ConfigureAwait(false);
        marks = await reset.CatchUpAsync(marks, account.Equity, cancellationToken).ConfigureAwait(false);
        var current = await limits.CurrentAsync(cancellationToken).ConfigureAwait(false);
        if (LossChecks.WhyCloseOnly(new Losses(account.Equity, marks), current) is { } breach)
        {
            await kill.EscalateAsync(KillMode.CloseOnly, breach.Code, Who, breach.Sentence, cancellationToken).ConfigureAwait(false);
        }

        return marks;
    }
}

using Trading.Operations;
using Trading.Risk;
using Trading.Time;

namespace Trading.Orders;

/// <summary>Alerts when more of an action was done in a minute than is usual; exits and cancels are never blocked by their number.</summary>
internal sealed class ActionAlarm(Alerts alerts, TimeProvider clock, string code, string what)
{
    private readonly ActionMeter meter = new();

    /// <summary>Notes an action.</summary>
    public async ValueTask NoteAsync(int usual, CancellationToken cancellationToken)
    {
        var seen = meter.Note(clock.Now());
        if (seen > usual)
        {
            await alerts.RaiseAsync(code, AlertSeverity.Warning, what, $"{seen} {what} in the last minute, usual is at most {usual}; none was blocked", cancellationToken).ConfigureAwait(false);
        }
    }
}

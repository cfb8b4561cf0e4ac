using Trading.Orders;

namespace Trading.Risk;

/// <summary>The purposes a check applies to.</summary>
[Flags]
internal enum AppliesTo
{
    Entry = 1,
    Exit = 2,
    ProtectiveStop = 4,
    All = Entry | Exit | ProtectiveStop,
}

/// <summary>One line of the table of checks.</summary>
/// <param name="Name">The name under which a check that throws is reported.</param>
/// <param name="AppliesTo">The columns of the table.</param>
/// <param name="Run">Null when the check passes.</param>
internal sealed record PreTradeCheck(string Name, AppliesTo AppliesTo, CheckBody Run);

/// <summary>A check's rule.</summary>
internal delegate Block? CheckBody(ref Decision decision);

/// <summary>
/// The table of checks at the door. Pure; nothing is allocated unless an order is refused. The first block wins. A check that throws is a block of its own
/// (<c>check_failed</c>), for entries and exits alike: what could not be checked is not sent.
/// </summary>
public sealed class PreTradeChecks
{
    private readonly PreTradeCheck[] checks;

    /// <summary>The desk's table.</summary>
    public PreTradeChecks()
        : this([.. GateChecks.Table, .. RateChecks.Table, .. OrderChecks.Table, .. ExposureChecks.Table, .. LossChecks.Table])
    {
    }

    internal PreTradeChecks(PreTradeCheck[] checks) => this.checks = checks;

    /// <summary>The first reason against the intent, or null when there is none.</summary>
    public Block? Evaluate(ref Decision decision)
    {
        var column = decision.Intent.Purpose switch
        {
            OrderPurpose.Entry => AppliesTo.Entry,
            OrderPurpose.Exit => AppliesTo.Exit,
            _ => AppliesTo.ProtectiveStop,
        };
        foreach (var check in checks)
        {
            if ((check.AppliesTo & column) == column && Guarded(check, ref decision) is { } block)
            {
                return block;
            }
        }

        return null;
    }

    private static Block? Guarded(PreTradeCheck check, ref Decision decision)
    {
        try
        {
            return check.Run(ref decision);
        }
        catch (Exception fault)
        {
            return new Block("check_failed", $"check_failed: {check.Name} could not be decided ({fault.GetType().Name}: {fault.Message})");
        }
    }
}

using Trading.Control;
using Trading.Orders;

namespace Trading.Risk;

/// <summary>What each mode of the kill switch lets through: off everything, close_only what reduces exposure, halt_all nothing. Cancels are always let through and never ask.</summary>
internal static class KillRule
{
    public static bool Allows(KillMode mode, OrderPurpose purpose) => mode switch
    {
        KillMode.Off => true,
        KillMode.CloseOnly => purpose != OrderPurpose.Entry,
        _ => false,
    };

    public static Block BlockOf(KillState kill) => new("kill_switch", $"kill_switch: {kill.Mode.Word()}: {kill.Why}");
}

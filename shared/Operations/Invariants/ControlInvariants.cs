using NodaTime;
using NodaTime.Text;
using Trading.Control;
using Trading.Journal;
using Trading.Orders;

namespace Trading.Operations.Invariants;

/// <summary>Nothing went to the broker past a shut gate or the kill switch: the day's events are walked in their order.</summary>
internal static class ControlInvariants
{
    private const string Entry = "Entry";

    /// <summary>No entry while dry run was on, approval missing, the market closed, or no watchlist of the day written.</summary>
    public static string? PastGate(DayFacts facts)
    {
        var state = facts.Before;
        var scanned = false;
        foreach (var one in facts.Events)
        {
            state = After(state, one);
            scanned |= one.Kind == "scan-completed" && one.Date("scanDate") == facts.Date;
            if (!one.IsSent(Entry))
            {
                continue;
            }

            var gate = state.DryRun ? "dry run was on"
                : !state.Approved ? "approval was missing"
                : facts.Session?.Contains(one.At) != true ? "the market was closed"
                : !scanned ? "no scan of the day had been completed"
                : null;
            if (gate is not null)
            {
                return $"entry {one.Text("id")} was sent though {gate}";
            }
        }

        return null;
    }

    /// <summary>No entry on any mode above off, and nothing but cancels on halt_all. What was recorded and then never sent, and a call that had begun before the kill, are not past it.</summary>
    public static string? PastKill(DayFacts facts)
    {
        var (state, killedAt) = (facts.Before, Instant.MinValue);
        foreach (var one in facts.Events)
        {
            var before = state.Kill;
            state = After(state, one);
            killedAt = state.Kill == before ? killedAt : one.At;
            var forbidden = state.Kill == KillMode.HaltAll || (state.Kill == KillMode.CloseOnly && one.Text("purpose") == Entry);
            if (forbidden && one.IsSent() && !HadBegun(one, killedAt) && !WasNeverSent(one, facts))
            {
                return $"{one.Text("purpose")} {one.Text("id")} was sent on {state.Kill.Word()}";
            }
        }

        return null;
    }

    /// <summary>How trading stands after one more event.</summary>
    public static DeskState After(DeskState state, JournalEvent one) => one.Kind switch
    {
        "kill-escalated" or "kill-released" => state with { Kill = KillWords.Read(one.Text("to") ?? string.Empty, out _) },
        "gate-changed" => state with { DryRun = one.Flag("dryRun"), Approved = one.Flag("approved") },
        "limits-changed" => state with { Limits = LimitInvariant.LimitsIn(one) },
        _ => state,
    };

    private static bool HadBegun(JournalEvent one, Instant killedAt) =>
        one.Text("calledAt") is { } text && InstantPattern.ExtendedIso.Parse(text) is { Success: true } called && called.Value <= killedAt;

    private static bool WasNeverSent(JournalEvent one, DayFacts facts) =>
        one.Kind == "order-reserved" && facts.Events.Any(other =>
            other.Kind == "order-rejected" && other.Text("id") == one.Text("id") && other.Text("reason")?.StartsWith(OrderGateway.NeverSentPrefix, StringComparison.Ordinal) == true);
}

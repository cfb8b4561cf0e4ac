using static Trading.Operations.Alerting.AlertLevel;
using static Trading.Operations.Alerting.AlertParty;

namespace Trading.Operations.Alerting;

/// <summary>The alerts that code raises when something happens.</summary>
internal static class EventRules
{
    public static IReadOnlyList<AlertRule> All { get; } = [.. Orders(), .. Books(), .. Conduct(), .. Machinery(), .. Scan(), .. Bars()];

    private static IEnumerable<AlertRule> Orders()
    {
        yield return new("position-unprotected", Sev1, OnCall, "Shares are held without a stop", "Look at the position at the broker; place a stop or POST positions/SYMBOL/reduce") { Notify = [OnCall, RiskManager] };
        yield return new("broker-unreadable", Sev2, OnCall, "Orders or positions could not be read: no entries", "GET health; the next cycle reads again");
        yield return new("order-lost", Sev2, OnCall, "An order that worked at the broker is gone", "Look at the account's history at the broker") { Notify = [OnCall, RiskManager] };
        yield return new("order-external", Sev3, OnCall, "Somebody else's order is at the broker", "Ask who placed it; it is counted and left alone");
        yield return new("position-external", Sev3, OnCall, "A position was not bought by this desk", "Ask who bought it; it is counted and left alone");
        yield return new("position-missing", Sev2, OnCall, "The broker has fewer shares than our fills leave", "Ask who sold them; compare with the account's history") { Notify = [OnCall, RiskManager] };
        yield return new("position-difference", Sev2, OnCall, "Our books and the broker disagree about a position", "GET positions at both; the broker's count is what you hold") { Notify = [OnCall, RiskManager] };
        yield return new("fill-unmatched", Sev3, OnCall, "An execution belongs to no order of ours", "Look it up at the broker; it is booked as external");
        yield return new("price-missing", Sev3, OnCall, "A held symbol has no price", "Its stop rests; look at the feed");
        yield return new("cancel-rate", Sev3, OnCall, "Unusually many cancels in a minute", "GET orders; look for a loop");
        yield return new("exit-rate", Sev3, OnCall, "Unusually many exits in a minute", "GET orders; look for a loop");
        yield return new("dry-run-ledger", Sev4, OnCall, "An order is missing from the dry-run ledger", "Look at the store; the order itself is on record");
    }

    private static IEnumerable<AlertRule> Books()
    {
        yield return new("pnl-unexplained", Sev2, RiskManager, "Cash and holdings are not what the fills explain", "Compare the day's activities at the broker with GET trades") { Notify = [OnCall, RiskManager] };
        yield return new("sold-without-lot", Sev2, RiskManager, "Shares were sold that no lot explains", "Look for a fill that is missing") { Notify = [OnCall, RiskManager] };
        yield return new("integrity-difference", Sev2, OnCall, "The broker's activities and the journal disagree, by a look that shares nothing with the reconcile", "The sentence names the fact: look it up at the broker, then GET state/check; never change the journal") { Notify = [OnCall, RiskManager] };
        yield return new("price-stale", Sev3, OnCall, "A held symbol is valued at an old price", "Look at the feed");
    }

    private static IEnumerable<AlertRule> Conduct()
    {
        yield return Finding("compliance-wash-trade", Sev2, "What was sold at a loss was bought again, or the other way round, too soon");
        yield return Finding("compliance-self-trade", Sev2, "Orders of both sides worked in one symbol at once");
        yield return Finding("compliance-near-close", Sev3, "There was unusual activity near the close");
        yield return Finding("compliance-order-to-fill", Sev3, "Unusually many orders were sent for what was filled");
    }

    private static AlertRule Finding(string code, AlertLevel level, string sentence) =>
        new(code, level, AlertParty.Compliance, sentence, "GET compliance/alerts; POST compliance/alerts/ID/review with what was done and why") { Notify = [OnCall, AlertParty.Compliance] };

    private static IEnumerable<AlertRule> Machinery()
    {
        yield return new("kill-file-unknown", Sev2, OnCall, "The control file holds an unknown word and counts as close_only", "Write off, close_only or halt_all into control/kill_switch") { Notify = [OnCall, RiskManager] };
        yield return new("kill-setting-unknown", Sev2, OnCall, "The setting of the kill switch holds an unknown word and counts as close_only", "Set TRADING_KILL_SWITCH to off, close_only or halt_all, and restart") { Notify = [OnCall, RiskManager] };
        yield return new("kill-incomplete", Sev1, OnCall, "The kill switch is on and an entry still works", "Cancel it at the broker") { Notify = [OnCall, RiskManager] };
        yield return new("drain-leftovers", Sev2, OnCall, "The desk was shut down and something is left", "GET system/state lists it; finish it at the broker") { Notify = [OnCall, RiskManager] };
        yield return new("operator-added", Sev3, RiskManager, "Somebody may act who could not before", "If nobody meant this, remove the operator on the machine") { Notify = [OnCall, RiskManager] };
        yield return new("operator-removed", Sev3, RiskManager, "Somebody may act no longer", "If nobody meant this, add the operator again on the machine") { Notify = [OnCall, RiskManager] };
        yield return new("kill-http-unknown", Sev2, OnCall, "A kill was asked for with an unknown word and counts as close_only", "Ask again with off, close_only or halt_all") { Notify = [OnCall, RiskManager] };
        yield return new("limits-file-bad", Sev2, RiskManager, "The limits' file has faults: the last good limits hold", "GET config names the faults; put them right in the file") { Notify = [OnCall, RiskManager] };
        yield return new("limits-file-gone", Sev2, RiskManager, "The limits' file is gone: the last good limits hold", "Put it back, or change the limits by POST config/limits") { Notify = [OnCall, RiskManager] };
        yield return new("limits-changed", Sev3, RiskManager, "The limits have changed", "GET config/diff; if nobody meant this, POST config/rollback") { Notify = [OnCall, RiskManager] };
        yield return new("limits-raise-pending", Sev3, RiskManager, "A raise of the limits waits for a second person", "GET config/diff; POST config/approve, or let it lapse") { Notify = [OnCall, RiskManager] };
        yield return new("watchdog-started", Sev3, OnCall, "The watchdog started something that was missing", "GET jobs; find out why it was missing");
        yield return new("watchdog-gave-up", Sev1, OnCall, "The watchdog has used up its starts: new risk is stopped", "GET health; start it by hand when you know why") { Notify = [OnCall, RiskManager] };
        yield return new("job-failed", Sev3, OnCall, "A job failed", "GET jobs; the next fire in its window tries again");
        yield return new("unhealthy", Sev2, OnCall, "A health check is unhealthy", "GET health");
        yield return new("preflight-failed", Sev2, OnCall, "The pre-market checklist failed", "Work through its lines before the open");
        yield return new("notifier-down", Sev2, OnCall, "A channel cannot deliver alerts: they wait", "POST alerts/test; look at the channel's settings and its server");
    }

    private static IEnumerable<AlertRule> Scan()
    {
        yield return new("scan-bad-bar", Sev4, OnCall, "A symbol's newest bar is not sound: it is left out", "Look at the bars of that symbol");
        yield return new("scan-filter-open", Sev4, OnCall, "A filter of the scan had nothing to go by and let everything through", "Provide what the sentence names");
        yield return new("scan-inputs-stale", Sev2, OnCall, "The scan had old bars: no entries today", "Refresh the bars and POST jobs/Scan/run before 09:25");
    }

    private static IEnumerable<AlertRule> Bars()
    {
        yield return new("bars-refused", Sev2, OnCall, "The night's bars were not put in place: the scan has those of the night before and will not be traded on", "Read the sentence; POST jobs/NightlyResearch/run before 08:30");
        yield return new("bars-held-adjusted", Sev2, OnCall, "The past prices of a held symbol have changed, as by a split", "Compare shares, stop and targets with the broker's before the open") { Notify = [OnCall, RiskManager] };
        yield return new("bars-damaged", Sev3, OnCall, "The archive of bars could not be read and was fetched anew", "Find out who wrote to the container bars");
        yield return new("bars-aside", Sev4, OnCall, "Symbols gave no sound bars and are left out for a week", "GET universe lists them with the reason");
    }
}

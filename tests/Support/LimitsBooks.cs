using Trading.Journal;
using Trading.Operations;
using Trading.Risk;
using Trading.Risk.Limits;

namespace Trading.Tests.Support;

/// <summary>The book of limits of a desk in memory.</summary>
internal static class LimitsBooks
{
    public static LimitsBook Of(MemoryStore store, string account, RiskLimits defaults, JournalWriter journal, Alerts alerts, TimeProvider clock)
    {
        _ = (journal, alerts);
        return new LimitsBook(store, account, defaults, clock);
    }
}

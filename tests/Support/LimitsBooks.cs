using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Journal;
using Trading.Operations;
using Trading.Risk;
using Trading.Risk.Limits;

namespace Trading.Tests.Support;

/// <summary>The book of limits of a desk in memory.</summary>
internal static class LimitsBooks
{
    public static LimitsBook Of(MemoryStore store, string account, RiskLimits defaults, JournalWriter journal, Alerts alerts, TimeProvider clock) =>
        new(store, store, account, defaults, new TwoPersonRule(store, account, new OperatorBook(store), journal, clock), journal, alerts, clock);
}

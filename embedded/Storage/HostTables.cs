using Trading.Operations.Backups;
using Trading.Operations.Retention;

namespace Trading.Embedded.Storage;

/// <summary>The tables that the one-machine host keeps beside the desk's: its functions, the simulated broker, a rehearsal's notes. A restore in place leaves them alone: the broker does not go back in time.</summary>
public static class HostTables
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<StoredTable> All { get; } =
    [
        Of("deskdays", "Reports of rehearsed days", "desk / date"),
        Of("deskposition", "Where a rehearsal's clock stands", "desk / position"),
        Of("deskterms", "Bars, seed and options of a rehearsal", "desk / terms"),
        Of("history", "Histories of orchestrations", "instance / number") with { Kind = RetentionTable.Orchestrations },
        Of("instances", "Orchestrations", "orchestrations / instance") with { Kind = RetentionTable.Orchestrations },
        Of("rehearsaltallies", "How often each function ran on a rehearsed day", "days / date"),
        Of("simaccounts", "The simulated broker's account", "account / row"),
        Of("simfills", "Its executions", "account / execution"),
        Of("simorders", "Its orders", "account / order"),
        Of("timers", "When each timer fires next", "schedules / function"),
    ];

    private static StoredTable Of(string name, string holds, string keys) => new(name, holds, keys, RetentionTable.Life, OnRestore.Untouched);
}

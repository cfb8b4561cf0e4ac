using Trading.Operations.Alerting;
using static Trading.Operations.Backups.OnRestore;
using static Trading.Operations.Retention.RetentionTable;

namespace Trading.Operations.Backups;

/// <summary>Every table of a store, in ordinal order of the names. A table that nobody lists is one that nobody backs up: a test compares the list with the code.</summary>
public sealed class TableSet
{
    private TableSet(IEnumerable<StoredTable> tables) => Tables = [.. tables.OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>The tables of the desk itself.</summary>
    public static TableSet Desk { get; } = new([.. Control(), .. Trading(), .. Books(), .. Watching()]);

    /// <summary>The tables.</summary>
    public IReadOnlyList<StoredTable> Tables { get; }

    /// <summary>These and a host's own.</summary>
    public TableSet With(IEnumerable<StoredTable> host) => new(Tables.Concat(host.Select(table => table with { IsHost = true })));

    /// <summary>A table by its name, or null.</summary>
    public StoredTable? Find(string name) => Tables.FirstOrDefault(table => table.Name == name);

    private static IEnumerable<StoredTable> Control()
    {
        yield return new("account", "Which account the store belongs to", "desk / bound", Life, Untouched);
        yield return new("control", "Kill switch, gates, the loop's switch, a shutdown", "account or desk / what", Life, Untouched);
        yield return new("desk", "The form of the records", "desk / schema", Life, Untouched);
        yield return new("jobs", "Which jobs people switched off", "switch / job", Life, Untouched);
        yield return new("limits", "The limits and their history", "account / effective, number", Life, Untouched);
        yield return new("operators", "Who may do what", "desk / name:device", Life, Untouched);
        yield return new("pauses", "Entries held back by strategy and by symbol", "account / what", Life, MissingOnly);
        yield return new("requests", "What one person asked for and another approved", "account / REQ-number", Life, MissingOnly);
        yield return new("restores", "Restores in place and how far they came", "account / REQ-number", Life, Untouched);
        yield return new("restricted", "Symbols that are not to be traded", "account / symbol", Life, MissingOnly);
        yield return new("watchdog", "What the watchdog started in the last hour", "desk / starts", Life, Untouched);
    }

    private static IEnumerable<StoredTable> Trading()
    {
        yield return new("blocks", "Refusals that the journal has told", "date / row", Messages, MissingOnly) { Dated = DatedBy.Partition };
        yield return new("decisions", "The newest material cycle", "desk / latest", Life, Untouched);
        yield return new("dryrun", "What would have been sent", "date / client order id", Decisions, MissingOnly) { Dated = DatedBy.Partition };
        yield return new("exitrequests", "Exits that people asked for", "account / entry", Life, Untouched);
        yield return new("heartbeats", "The loop's sign of life", "desk / execution-loop", Life, Untouched);
        yield return new("intents", "Sends that were interrupted", "account / client order id", Life, Untouched);
        yield return new("orders", "The order book", "account / client order id", Life, Untouched);
        yield return new("ordersarchive", "Orders that are done with", "account / client order id", AccountBooks, Untouched);
        yield return new("ordersarchiveids", "Their ids by the broker's", "account / broker's id", AccountBooks, Untouched);
    }

    private static IEnumerable<StoredTable> Books()
    {
        yield return new("books", "The opening balance and the newest close that stands", "account / what", Life, AsItWas);
        yield return new("filldates", "The dates of the executions", "account / execution", AccountBooks, Untouched);
        yield return new("fills", "The executions", "account:date / execution", AccountBooks, Untouched);
        yield return new("journalheads", "The journal's heads at each close", "head / date", Life, MissingOnly);
        yield return new("kpis", "Key figures", "account:date / hour", Decisions, MissingOnly) { Dated = DatedBy.Partition };
        yield return new("lots", "The lots at each close", "account:date / symbol", AccountBooks, AsItWas);
        yield return new("pnl", "The closes", "account / date", AccountBooks, AsItWas);
        yield return new("positions", "The newest look at the positions", "account / snapshot", Life, AsItWas);
        yield return new("quality", "Execution quality", "account / date", Decisions, MissingOnly) { Dated = DatedBy.Row };
        yield return new("reconcile", "How far the broker's news was taken in", "account / cursor", Life, AsItWas);
        yield return new("reported", "Transaction reports as they were written", "account / date, latest", AccountBooks, MissingOnly);
        yield return new("risk", "Where losses are measured from", "account / marks", Life, MissingOnly);
    }

    private static IEnumerable<StoredTable> Watching()
    {
        yield return new("alerts", "Alerts", "date / code:subject", Faults, MissingOnly) { Dated = DatedBy.Partition, MayGo = AlertBook.IsOver };
        yield return new("alertwatch", "Metrics past a threshold and since when", "desk / code:subject", Life, Untouched);
        yield return new("barprogress", "How far the night's refresh of the bars came", "date / portion", Life, Untouched);
        yield return new("compliancealerts", "Compliance alerts and their reviews", "account / finding", AccountBooks, MissingOnly);
        yield return new("deadlines", "The calendar of deadlines", "account / id", Life, MissingOnly);
        yield return new("health", "What the health checks saw last", "journal, probe / row", Life, Untouched);
        yield return new("integrity", "What the second look found, and where the day began", "account / what", Life, Untouched);
        yield return new("openalerts", "Alerts that are not over", "desk / code:subject", Life, MissingOnly);
        yield return new("outbox", "Messages that wait to be sent", "channel / message", Life, Untouched);
        yield return new("runs", "What each job did in each slot", "date / job:slot", Faults, MissingOnly) { Dated = DatedBy.Partition };
        yield return new("silences", "Alerts kept quiet for a time", "desk / id", Life, Untouched);
        yield return new("universeaside", "Symbols without bars, set aside for a week", "symbols / symbol", Life, Untouched);
    }
}

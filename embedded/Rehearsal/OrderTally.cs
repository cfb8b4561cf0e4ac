using Trading.Journal;

namespace Trading.Embedded.Rehearsal;

/// <summary>Counts a day's orders off its journal. External orders are not counted: they are not ours.</summary>
internal static class OrderTally
{
    public static OrderCounts Of(IReadOnlyList<JournalEvent> events)
    {
        var changes = events.Where(found => found.Kind == "order-changed").ToList();
        var filled = Ids(changes, "Filled");
        var partly = Ids(changes, "PartiallyFilled");
        partly.ExceptWith(filled);
        var canceled = Ids(changes, "Canceled");
        canceled.UnionWith(Ids(changes, "Expired"));
        var blocked = events.Where(found => found.Kind == "order-blocked").GroupBy(found => Text(found, "code"), StringComparer.Ordinal);
        var byCode = new SortedDictionary<string, int>(blocked.ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal), StringComparer.Ordinal);
        return new OrderCounts(
            Count(events, "order-reserved") + Count(events, "order-dry-run") + byCode.Values.Sum(),
            Count(events, "order-dry-run"),
            Count(events, "order-submitted") + Count(events, "order-replaced") + Count(events, "order-adopted"),
            filled.Count,
            partly.Count,
            canceled.Count,
            Count(events, "order-rejected"),
            Count(events, "order-unknown"),
            byCode);
    }

    private static HashSet<string> Ids(List<JournalEvent> changes, string state) =>
        changes.Where(found => Text(found, "to") == state).Select(found => Text(found, "id")).ToHashSet(StringComparer.Ordinal);

    private static int Count(IReadOnlyList<JournalEvent> events, string kind) => events.Count(found => found.Kind == kind);

    private static string Text(JournalEvent found, string name) => found.Data.GetProperty(name).GetString() ?? string.Empty;
}

using Trading.Time;

namespace Trading.Operations.Invariants;

/// <summary>One done row for each job and slot, told once in the journal.</summary>
internal static class RunInvariant
{
    public static string? RunTwice(DayFacts facts)
    {
        if (facts.Runs.GroupBy(run => (run.Job, run.Slot)).FirstOrDefault(group => group.Count(run => run.State == RunState.Done) > 1) is { } twice)
        {
            return $"{twice.Key.Job} {twice.Key.Slot} is done twice in the ledger";
        }

        var told = facts.Events.Where(one => one.Kind == "job-done").GroupBy(one => (Job: one.Text("name") ?? string.Empty, Slot: one.Text("slot") ?? string.Empty)).ToList();
        if (told.Find(group => group.Count() > 1) is { } again)
        {
            return $"{again.Key.Job} {again.Key.Slot} was done {again.Count()} times";
        }

        var done = facts.Runs.Where(run => run.State == RunState.Done).Select(run => (run.Job, run.Slot)).ToHashSet();
        return told.Find(group => !done.Contains(group.Key)) is { } lost ? $"{lost.Key.Job} {lost.Key.Slot} was done and the ledger does not know it" : null;
    }
}

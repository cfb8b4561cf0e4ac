using NodaTime;

namespace Trading.Execution;

/// <summary>What one cycle is asked.</summary>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Loop">The loop's instance, such as <c>execution-2013-10-07</c>.</param>
/// <param name="Number">The cycle's number in the loop, from 1.</param>
/// <param name="Paused">Whether an operator paused entries.</param>
public sealed record CycleInput(LocalDate Date, string Loop, int Number, bool Paused = false);

/// <summary>One thing a cycle did or failed to do.</summary>
/// <param name="What"><c>entry</c>, <c>exit</c>, <c>stop</c>, <c>cancel</c> or <c>resume</c>.</param>
/// <param name="Subject">The order's id.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Outcome">What became of it: the gateway's code.</param>
/// <param name="Sentence">The sentence with the numbers.</param>
/// <param name="Correlation">The chain it belongs to.</param>
public sealed record CycleAction(string What, string Subject, string Symbol, string Outcome, string Sentence, string Correlation);

/// <summary>What one cycle saw and did. The same cycle over the same world gives the same report.</summary>
/// <param name="Number">The cycle's number.</param>
/// <param name="Kill">The kill switch's word.</param>
/// <param name="EntriesShut">Why no entries were made, or null when they were allowed.</param>
/// <param name="Candidates">Candidates on the watchlist.</param>
/// <param name="Confirmed">Candidates whose boundary was confirmed.</param>
/// <param name="Actions">Orders sent, replaced, cancelled and taken up again, in the order done.</param>
/// <param name="Blocks">Refusals by code, in ordinal order.</param>
/// <param name="Faults">What could not be read or done, a sentence each, sorted.</param>
public sealed record CycleReport(
    int Number,
    string Kill,
    string? EntriesShut,
    int Candidates,
    int Confirmed,
    IReadOnlyList<CycleAction> Actions,
    IReadOnlyDictionary<string, int> Blocks,
    IReadOnlyList<string> Faults)
{
    /// <summary>Orders that went to the broker or to the dry-run ledger.</summary>
    public int Submitted => Actions.Count(action => action.What != "cancel" && action.Outcome is "sent" or "dry_run" or "unknown");

    /// <summary>The number of faults.</summary>
    public int Errors => Faults.Count;

    /// <summary>Whether a decision was made or something failed; a cycle that only looked is not material.</summary>
    public bool IsMaterial => Actions.Count > 0 || Faults.Count > 0;

    /// <summary>One line for people.</summary>
    public string Sentence => $"cycle {Number}: {Submitted} sent, {Actions.Count - Submitted} other, {Blocks.Values.Sum()} blocked, {Errors} faults, entries {EntriesShut ?? "open"}, kill {Kill}";
}

using NodaTime.Text;
using Trading.Journal;
using Trading.Operations.Invariants;

namespace Trading.Operations.Inquiry.Chains;

/// <summary>An item with its place among those of one instant: by number within the journal, which is the order in which things became known.</summary>
/// <param name="Item">The item.</param>
/// <param name="Rank">0 the candidate, 1 a decision, 2 an event, 3 a round trip.</param>
/// <param name="Number">The event's number, or the cycle's.</param>
internal sealed record ChainStep(ChainItem Item, int Rank, long Number)
{
    /// <summary>By time, whatever the ids: an execution that is heard of late stands where it happened.</summary>
    public static int InTime(ChainStep left, ChainStep right)
    {
        var byTime = left.Item.At.CompareTo(right.Item.At);
        var byRank = byTime != 0 ? byTime : left.Rank.CompareTo(right.Rank);
        return byRank != 0 ? byRank : left.Number.CompareTo(right.Number);
    }

    /// <summary>A journal event as a step.</summary>
    public static ChainStep Of(JournalEvent one)
    {
        var at = one.Kind == "fill-booked" && one.Text("at") is { } executed && InstantPattern.ExtendedIso.Parse(executed) is { Success: true } parsed ? parsed.Value : one.At;
        var id = one.Text("fill") ?? one.Text("id") ?? one.Text("symbol") ?? one.Correlation;
        return new ChainStep(new ChainItem(at, one.Kind, id, EventSentence.Of(one), one.Data), 2, one.Sequence);
    }
}

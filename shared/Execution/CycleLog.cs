using Trading.Orders;
using Trading.Risk;

namespace Trading.Execution;

/// <summary>Collects what happens in one cycle.</summary>
internal sealed class CycleLog
{
    private readonly List<CycleAction> actions = [];
    private readonly SortedDictionary<string, int> blocks = new(StringComparer.Ordinal);
    private readonly SortedSet<string> faults = new(StringComparer.Ordinal);

    public string? EntriesShut { get; private set; }

    public int Candidates { get; set; }

    public int Confirmed { get; set; }

    /// <summary>The first reason stands.</summary>
    public void Shut(string reason) => EntriesShut ??= reason;

    public void Fault(string sentence) => faults.Add(sentence);

    public void Block(string code) => blocks[code] = blocks.GetValueOrDefault(code) + 1;

    public void Block(Block block) => Block(block.Code);

    public void Note(string what, OrderIntent intent, GatewayResult result)
    {
        if (result.Outcome == GatewayOutcome.Blocked)
        {
            Block(result.Code);
        }
        else
        {
            actions.Add(new CycleAction(what, intent.Parts[0].Id, intent.Symbol.ToString(), result.Code, result.Sentence, intent.CorrelationId));
        }
    }

    public void NoteCancel(Order order, string why, GatewayResult result) =>
        actions.Add(new CycleAction("cancel", order.Id, order.Symbol.ToString(), result.Code, why, order.CorrelationId));

    public CycleReport Report(int number, string kill) => new(number, kill, EntriesShut, Candidates, Confirmed, actions, blocks, [.. faults]);
}

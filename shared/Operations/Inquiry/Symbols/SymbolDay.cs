using NodaTime;
using Trading.Execution;
using Trading.Journal;
using Trading.Market;
using Trading.Operations.Inquiry.Lists;
using Trading.Operations.Invariants;

namespace Trading.Operations.Inquiry.Symbols;

/// <summary>What one day's journal and decisions say of a symbol.</summary>
internal sealed class SymbolDay(Symbol symbol, LocalDate date)
{
    private readonly string name = symbol.ToString();
    private readonly List<HeldBack> heldBack = [];
    private string? shut;

    public WatchlistPlace Place { get; private set; } = new(Listed: false, null, 0, "no scan of the date was completed", null);

    public List<OrderLine> Refusals { get; } = [];

    public IReadOnlyList<HeldBack> HeldBack => [.. heldBack.OrderBy(one => one.At)];

    public void Take(JournalEvent one)
    {
        if (one.Kind == "scan-completed")
        {
            Place = one.Date("scanDate") == date ? PlaceIn(one) : Place;
        }
        else if (Refusal.Kinds.Contains(one.Kind, StringComparer.Ordinal))
        {
            if (one.Text("symbol") == name && OrderLine.OfRefusal(one, date) is { } line)
            {
                Refusals.Add(line);
            }
        }
        else if (one.Text("kind") != "Symbol" || one.Text("name") == name)
        {
            heldBack.Add(new HeldBack(one.At, one.Kind, EventSentence.Of(one)));
        }
    }

    /// <summary>Takes in what a cycle said of entries; the same word again says nothing new.</summary>
    public void Take(DecisionRecord decision)
    {
        if (decision.Cycle.EntriesShut is { } why && why != shut)
        {
            heldBack.Add(new HeldBack(decision.At, "entries_shut", why));
        }

        shut = decision.Cycle.EntriesShut;
    }

    private WatchlistPlace PlaceIn(JournalEvent scan)
    {
        var candidates = scan.Data.GetProperty("candidates");
        var (rank, of) = (0, candidates.GetArrayLength());
        foreach (var candidate in candidates.EnumerateArray())
        {
            rank++;
            if (candidate.GetProperty("symbol").GetString() == name)
            {
                return new WatchlistPlace(Listed: true, rank, of, $"rank {rank} of {of}", candidate);
            }
        }

        var isLeftOut = scan.Data.TryGetProperty("leftOut", out var left) && left.EnumerateArray().Any(one => one.GetString() == name);
        var scanned = scan.Data.GetProperty("symbols").GetProperty("scanned");
        return new WatchlistPlace(
            Listed: false, null, of, isLeftOut ? "left out of the scan: its bars are stale, bad or too few" : $"not among the {of} candidates of {scanned} symbols scanned", null);
    }
}

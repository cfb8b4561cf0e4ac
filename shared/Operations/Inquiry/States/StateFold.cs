using NodaTime;
using Trading.Accounting;
using Trading.Journal;
using Trading.Operations.Invariants;
using Trading.Time;

namespace Trading.Operations.Inquiry.States;

/// <summary>What orders, executions, kill switch, gates, loop and pauses should be, by the journal from its first event on.</summary>
internal sealed class StateFold
{
    private static readonly LocalDate Beginning = new(1990, 1, 1);
    private static readonly string[] Control = ["kill-escalated", "kill-released", "gate-changed", "loop-switched", "entries-paused", "entries-resumed"];
    private static readonly LineFilter Telling = JournalRaw.OfKinds([.. OrderFold.Kinds, FillFold.Kind, .. Control]);
    private readonly Dictionary<string, BookedFill> fills = new(StringComparer.Ordinal);
    private readonly SortedSet<string> pauses = new(StringComparer.Ordinal);

    /// <summary>The orders.</summary>
    public OrderFold Orders { get; } = new();

    /// <summary>The executions by id.</summary>
    public IReadOnlyDictionary<string, BookedFill> Fills => fills;

    /// <summary>Kill switch and gates.</summary>
    public DeskState Desk { get; private set; } = DeskState.Initial;

    /// <summary>The loop's mode by name; null when it was never switched.</summary>
    public string? Loop { get; private set; }

    /// <summary>The pauses, such as <c>Symbol:AIG</c>.</summary>
    public IReadOnlyCollection<string> Pauses => pauses;

    /// <summary>Folds the whole journal, one blob in memory at a time; nine lines of ten are passed over unread.</summary>
    /// <exception cref="Storage.StorageException">The store could not answer, or an event cannot be read.</exception>
    public static async ValueTask<StateFold> ReadAsync(JournalReader journal, TimeProvider clock, CancellationToken cancellationToken)
    {
        var fold = new StateFold();
        await foreach (var one in journal.WhereAsync(Beginning, NewYork.DateOf(clock.Now()).PlusDays(1), Telling, cancellationToken).ConfigureAwait(false))
        {
            fold.Take(one);
        }

        return fold;
    }

    private void Take(JournalEvent one)
    {
        switch (one.Kind)
        {
            case FillFold.Kind:
                // The first word of an execution stands: a process that died told it twice.
                var fill = FillFold.Read(one);
                fills.TryAdd(fill.Id, fill);
                break;
            case "loop-switched":
                Loop = one.Text("mode");
                break;
            case "entries-paused":
                pauses.Add($"{one.Text("kind")}:{one.Text("name")}");
                break;
            case "entries-resumed":
                pauses.Remove($"{one.Text("kind")}:{one.Text("name")}");
                break;
            case "kill-escalated" or "kill-released" or "gate-changed":
                Desk = ControlInvariants.After(Desk, one);
                break;
            default:
                Orders.Take(one);
                break;
        }
    }
}

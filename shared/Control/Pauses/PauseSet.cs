using Trading.Market;

namespace Trading.Control.Pauses;

/// <summary>All that operators hold back at one moment: the whole desk by its loop's switch, strategies, symbols. Immutable.</summary>
/// <param name="Loop">Where the loop's switch stands.</param>
/// <param name="All">The pauses, strategies first, each in ordinal order.</param>
public sealed record PauseSet(LoopState Loop, IReadOnlyList<Pause> All)
{
    /// <summary>Nothing is held back.</summary>
    public static PauseSet None { get; } = new(LoopState.Initial, []);

    /// <summary>Why an entry of a strategy in a symbol is held back, or null when it is not.</summary>
    public string? Against(string strategy, Symbol symbol)
    {
        if (Loop.Mode != LoopMode.Running)
        {
            return $"all entries are {Loop.Mode.Word()} by {Loop.Who}: {Loop.Why}";
        }

        foreach (var pause in All)
        {
            if (pause.Kind == PauseKind.Strategy ? string.Equals(pause.Name, strategy, StringComparison.OrdinalIgnoreCase) : pause.Name == symbol.ToString())
            {
                return $"{pause.Name} is paused by {pause.Who}: {pause.Why}";
            }
        }

        return null;
    }
}

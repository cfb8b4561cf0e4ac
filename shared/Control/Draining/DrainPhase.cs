namespace Trading.Control.Draining;

/// <summary>How far a shutdown has come.</summary>
public enum DrainPhase
{
    /// <summary>Entries are being stopped.</summary>
    StoppingEntries = 1,

    /// <summary>Our working entries are cancelled, and waited for until the broker shows them gone and what is held has its stop.</summary>
    Cancelling = 2,

    /// <summary>The last reconcile.</summary>
    Reconciling = 3,

    /// <summary>Nothing is left.</summary>
    Drained = 4,

    /// <summary>The time was up, and something is left.</summary>
    DrainedWithLeftovers = 5,
}

/// <summary>The words by which the phases are shown.</summary>
public static class DrainWords
{
    /// <summary>The word of a phase, such as <c>drained_with_leftovers</c>.</summary>
    public static string Word(this DrainPhase phase) => phase switch
    {
        DrainPhase.StoppingEntries => "stopping_entries",
        DrainPhase.Cancelling => "cancelling",
        DrainPhase.Reconciling => "reconciling",
        DrainPhase.Drained => "drained",
        _ => "drained_with_leftovers",
    };
}

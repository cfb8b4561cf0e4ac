namespace Trading.Adapters.Http;

/// <summary>Who asks, in the order in which the budget gives way.</summary>
internal enum RequestLane
{
    /// <summary>Downloads that may take minutes: they get half of the budget.</summary>
    Bulk = 1,

    /// <summary>What a decision waits for: all but the room that is kept for orders.</summary>
    Read = 2,

    /// <summary>Orders, replacements and cancels: never held back.</summary>
    Write = 3,
}

namespace Trading.Embedded.Runtime;

/// <summary>What started a function.</summary>
public enum FunctionKind
{
    /// <summary>A timer.</summary>
    Timer = 1,

    /// <summary>A request.</summary>
    Http = 2,

    /// <summary>An instance of an orchestration.</summary>
    Orchestration = 3,

    /// <summary>An activity that an orchestration called.</summary>
    Activity = 4,
}

/// <summary>How far an invocation has come.</summary>
public enum InvocationPhase
{
    /// <summary>It begins. An orchestration begins once, however often it is replayed or continues as new.</summary>
    Fired = 1,

    /// <summary>It ended well.</summary>
    Ran = 2,

    /// <summary>It threw. An orchestration that was terminated neither ran nor failed.</summary>
    Failed = 3,
}

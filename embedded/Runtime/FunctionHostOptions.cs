namespace Trading.Embedded.Runtime;

/// <summary>What a driver of <see cref="FunctionHost"/> may set.</summary>
public sealed class FunctionHostOptions
{
    /// <summary>Names the timer functions that are passed over, as if the platform had lost their fires. None by default.</summary>
    public Func<string, bool> Suppress { get; init; } = static _ => false;

    /// <summary>Is told of each invocation: the function's name, its kind and the phase. Called on the thread that runs the function.</summary>
    public Action<string, FunctionKind, InvocationPhase> Observe { get; init; } = static (_, _, _) => { };
}

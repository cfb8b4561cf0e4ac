namespace Trading.Embedded.Runtime.Durable;

/// <summary>
/// The one thread that an orchestrator's code may run on, for as long as one replay lasts. Continuations posted from elsewhere mean that the
/// code awaited something that is not its context's: they are refused and reported.
/// </summary>
internal sealed class OrchestratorThread(Action trespassed) : SynchronizationContext
{
    public const string Refusal =
        "An invalid asynchronous invocation was detected: the orchestrator awaited something that is not a task of its context, or used ConfigureAwait(false).";

    private readonly int owner = Environment.CurrentManagedThreadId;
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = new();
    private volatile bool closed;


    /// <summary>Whether code ran elsewhere while the replay lasted.</summary>
    public bool Trespassed { get; private set; }

    /// <summary>Whether the caller is on this thread; one that is not is reported.</summary>
    public bool Admits()
    {
        if (!closed && Environment.CurrentManagedThreadId == owner)
        {
            return true;
        }

        Trespassed = true;
        trespassed();
        return false;
    }

    /// <exception cref="InvalidOperationException">The caller is not on this thread.</exception>
    public void Demand()
    {
        if (!Admits())
        {
            throw new InvalidOperationException(Refusal);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Admits())
        {
            posted.Enqueue((d, state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        Demand();
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs <paramref name="replay"/> on the caller's thread, which is this one until it returns.</summary>
    public void Run(Action replay)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            replay();
        }
        finally
        {
            closed = true;
            SetSynchronizationContext(previous);
        }
    }

    /// <summary>Runs what has been posted until nothing is left.</summary>
    public void Drain()
    {
        while (posted.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }
}

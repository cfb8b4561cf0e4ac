namespace Trading.Embedded;

/// <summary>A request that is not carried out: the message is the one line the person at the keyboard reads, and the exit code is 1.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>Says what is refused, where, and what to do.</summary>
    public RefusedException(string line)
        : base(line)
    {
    }

    /// <summary>Says what is refused, where, and what to do, and keeps the cause.</summary>
    public RefusedException(string line, Exception inner)
        : base(line, inner)
    {
    }

    /// <summary>An unnamed refusal.</summary>
    public RefusedException()
    {
    }
}

namespace Trading.Operations;

/// <summary>A job's run failed; it is journalled and alerted already.</summary>
public sealed class JobFailedException : Exception
{
    /// <summary>Says which and why, and keeps the cause.</summary>
    public JobFailedException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>Says which and why.</summary>
    public JobFailedException(string message)
        : base(message)
    {
    }

    /// <summary>An unnamed failure.</summary>
    public JobFailedException()
    {
    }
}

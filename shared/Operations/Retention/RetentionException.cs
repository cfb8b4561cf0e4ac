namespace Trading.Operations.Retention;

/// <summary>A kind could not be swept. The other kinds were; the next night tries again.</summary>
public sealed class RetentionException : Exception
{
    /// <summary>Says which and why.</summary>
    public RetentionException(string message)
        : base(message)
    {
    }

    /// <summary>Says which and why, and keeps the cause.</summary>
    public RetentionException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An unnamed fault.</summary>
    public RetentionException()
    {
    }
}

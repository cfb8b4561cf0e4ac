namespace Trading.Accounting;

/// <summary>A step of the end of day failed; the steps that did not are done and need no repeat.</summary>
public sealed class EndOfDayException : Exception
{
    /// <summary>Says which steps failed and why, and keeps the first cause.</summary>
    public EndOfDayException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Says which steps failed and why.</summary>
    public EndOfDayException(string message)
        : base(message)
    {
    }

    /// <summary>An unnamed failure.</summary>
    public EndOfDayException()
    {
    }
}

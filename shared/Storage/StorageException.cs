namespace Trading.Storage;

/// <summary>The store could not answer. Whether a write happened is not known.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Says what could not be read or written.</summary>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>Says what could not be read or written, and keeps the cause.</summary>
    public StorageException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An unnamed failure.</summary>
    public StorageException()
    {
    }
}

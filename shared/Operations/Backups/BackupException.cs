namespace Trading.Operations.Backups;

/// <summary>A snapshot cannot be used, or not in this way. The message is one line that says what and why; nothing was changed.</summary>
public sealed class BackupException : Exception
{
    /// <summary>Says what and why.</summary>
    public BackupException(string message)
        : base(message)
    {
    }

    /// <summary>Says what and why, and keeps the cause.</summary>
    public BackupException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An unnamed fault.</summary>
    public BackupException()
    {
    }
}

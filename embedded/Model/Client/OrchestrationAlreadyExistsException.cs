namespace DurableTask.Core.Exceptions;

/// <summary>An instance of the same id stands in the way of a new one.</summary>
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    /// <summary>An unnamed conflict.</summary>
    public OrchestrationAlreadyExistsException()
    {
    }

    /// <summary>Says which id is taken.</summary>
    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }

    /// <summary>Says which id is taken, and keeps the cause.</summary>
    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

namespace Microsoft.DurableTask;

/// <summary>A failure as it is kept in the history.</summary>
/// <param name="ErrorType">The full name of the exception's type.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Where it was thrown, or null.</param>
/// <param name="InnerFailure">What caused it, or null.</param>
/// <param name="Properties">More facts, or null.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    /// <summary>The details of an exception and of those inside it.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var inner = exception is TaskFailedException failed
            ? failed.FailureDetails
            : exception.InnerException is { } cause ? FromException(cause) : null;
        return new(exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, Properties: null);
    }

    /// <summary>Whether the failure was an exception of this type or of one derived from it; false when the type is unknown here.</summary>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the failure was an exception of this type or of one derived from it; false when the type is unknown here.</summary>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        var thrown = targetBaseExceptionType.Assembly.GetType(ErrorType) ?? Loaded(ErrorType);
        return thrown is not null && targetBaseExceptionType.IsAssignableFrom(thrown);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    internal static TaskFailureDetails FromFailedTask(Exception failure) =>
        failure is TaskFailedException task ? task.FailureDetails : FromException(failure);

    private static Type? Loaded(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null);
}

using Microsoft.DurableTask;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>A failure as the history keeps it. Stack traces go to the log alone: they name the machine's paths.</summary>
/// <param name="Type">The full name of the exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Inner">What caused it, or null.</param>
internal sealed record Failure(string Type, string Message, Failure? Inner)
{
    public static Failure Of(Exception fault) => Of(TaskFailureDetails.FromException(fault));

    public TaskFailureDetails ToDetails() => new(Type, Message, StackTrace: null, Inner?.ToDetails(), Properties: null);

    private static Failure Of(TaskFailureDetails details) =>
        new(details.ErrorType, details.ErrorMessage, details.InnerFailure is { } inner ? Of(inner) : null);
}

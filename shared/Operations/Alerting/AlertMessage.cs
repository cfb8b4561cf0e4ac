using NodaTime;

namespace Trading.Operations.Alerting;

/// <summary>What is sent to people: one alert, or several of one code folded into one. Its texts are redacted.</summary>
/// <param name="Kind"><c>raised</c>, <c>escalated</c>, <c>resolved</c> or <c>test</c>.</param>
/// <param name="Level">How fast somebody must answer.</param>
/// <param name="Code">The alert's code.</param>
/// <param name="Title">One line.</param>
/// <param name="Lines">One line for each alert.</param>
/// <param name="Parties">Who is meant.</param>
/// <param name="Count">How many alerts it tells of.</param>
/// <param name="At">When the oldest of them was raised, UTC.</param>
public sealed record AlertMessage(
    string Kind, AlertLevel Level, string Code, string Title, IReadOnlyList<string> Lines, IReadOnlyList<AlertParty> Parties, int Count, Instant At)
{
    /// <summary>An alert was raised.</summary>
    public const string Raised = "raised";

    /// <summary>Nobody answered: the next is told.</summary>
    public const string Escalated = "escalated";

    /// <summary>It is over.</summary>
    public const string Resolved = "resolved";

    /// <summary>A try.</summary>
    public const string Test = "test";

    /// <summary>Title and lines.</summary>
    public string Text => $"{Title}\n{string.Join('\n', Lines)}";
}

/// <summary>A way to people: a webhook, mail.</summary>
public interface IAlertChannel
{
    /// <summary>Its name, lower case letters: part of a record's key.</summary>
    string Name { get; }

    /// <summary>Whether a message for a party can go this way.</summary>
    bool Reaches(AlertParty party);

    /// <summary>Sends one message and returns when the other side has taken it; tries again by itself where that may help, and ends within its own time limit.</summary>
    /// <exception cref="Exception">It was not taken. The message must hold no secret.</exception>
    Task SendAsync(AlertMessage message, CancellationToken cancellationToken);
}

using NodaTime;

namespace Trading.Operations;

/// <summary>How much an alert matters.</summary>
public enum AlertSeverity
{
    /// <summary>Good to know.</summary>
    Info = 1,

    /// <summary>Look at it today.</summary>
    Warning = 2,

    /// <summary>Look at it now.</summary>
    Critical = 3,
}

/// <summary>Something a person should know.</summary>
/// <param name="Id">Date, code and subject: the same fact on one day is one alert.</param>
/// <param name="Code">What, such as <c>position-external</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">What it is about: a symbol, a job, an order id.</param>
/// <param name="Sentence">The sentence a person reads: what, where, what to do.</param>
/// <param name="At">When it was first raised, UTC.</param>
public sealed record Alert(string Id, string Code, AlertSeverity Severity, string Subject, string Sentence, Instant At);

using NodaTime;
using Trading.Market;

namespace Trading.Compliance.Conduct;

/// <summary>Where a compliance alert stands.</summary>
public enum ReviewState
{
    /// <summary>Nobody has looked.</summary>
    Open = 1,

    /// <summary>Looked at, and found to need nothing more for now.</summary>
    Reviewed = 2,

    /// <summary>Handed to somebody above the desk.</summary>
    Escalated = 3,

    /// <summary>Done with: it changes no more.</summary>
    Closed = 4,
}

/// <summary>One thing a person did about an alert.</summary>
/// <param name="State">Where it stood afterwards.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why, a sentence.</param>
/// <param name="At">When, UTC.</param>
public sealed record ReviewStep(ReviewState State, string By, string Reason, Instant At);

/// <summary>A finding and what was done about it.</summary>
/// <param name="Id">The finding's id.</param>
/// <param name="Date">The trading date.</param>
/// <param name="Rule">Which check.</param>
/// <param name="Symbol">The symbol, or null.</param>
/// <param name="Orders">The orders.</param>
/// <param name="Sentence">The facts.</param>
/// <param name="At">When it was first found, UTC.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Steps">What was done, oldest first.</param>
public sealed record ComplianceAlert(
    string Id, LocalDate Date, string Rule, Symbol? Symbol, IReadOnlyList<string> Orders, string Sentence, Instant At, ReviewState State, IReadOnlyList<ReviewStep> Steps);

using NodaTime;

namespace Trading.Compliance.Calendar;

/// <summary>How often a deadline comes back.</summary>
public enum Recurrence
{
    /// <summary>Once.</summary>
    Never = 1,

    /// <summary>Every seven days.</summary>
    Weekly = 2,

    /// <summary>Every month, on the same day or the month's last.</summary>
    Monthly = 3,

    /// <summary>Every three months.</summary>
    Quarterly = 4,

    /// <summary>Every year.</summary>
    Yearly = 5,
}

/// <summary>That a deadline was met.</summary>
/// <param name="Due">Which: the date it was due.</param>
/// <param name="By">Who said so.</param>
/// <param name="Note">What was done, a sentence.</param>
/// <param name="At">When it was said, UTC.</param>
public sealed record DeadlineMet(LocalDate Due, string By, string Note, Instant At);

/// <summary>Something that is due on a date.</summary>
/// <param name="Id">Its id, such as <c>deadline-3</c>.</param>
/// <param name="What">What is to be done.</param>
/// <param name="FirstDue">The New York date of its first time.</param>
/// <param name="Every">How often it comes back.</param>
/// <param name="Times">How often it has been met.</param>
/// <param name="LastMet">The last time it was met, or null.</param>
/// <param name="By">Who entered it.</param>
public sealed record Deadline(string Id, string What, LocalDate FirstDue, Recurrence Every, int Times, DeadlineMet? LastMet, string By)
{
    /// <summary>The date it is due next; null when it was met and does not come back.</summary>
    public LocalDate? Due => Every switch
    {
        Recurrence.Weekly => FirstDue.PlusWeeks(Times),
        Recurrence.Monthly => FirstDue.PlusMonths(Times),
        Recurrence.Quarterly => FirstDue.PlusMonths(3 * Times),
        Recurrence.Yearly => FirstDue.PlusYears(Times),
        _ => Times == 0 ? FirstDue : null,
    };

    /// <summary>Whether it should have been met before <paramref name="today"/>, a New York date; the date itself is still in time.</summary>
    public bool IsOverdue(LocalDate today) => Due is { } due && due < today;
}

using NodaTime;

namespace Trading.Operations.Alerting;

/// <summary>A span in which alerts are recorded and not told.</summary>
/// <param name="Id">Its id, such as <c>SIL-20131007T140000</c>.</param>
/// <param name="Code">The code; a <c>*</c> at its end stands for any ending; null for any code.</param>
/// <param name="Subject">The subject, likewise.</param>
/// <param name="From">From when, UTC.</param>
/// <param name="Until">Until when, UTC.</param>
/// <param name="Who">Who asked for it.</param>
/// <param name="Why">Their reason.</param>
public sealed record Silence(string Id, string? Code, string? Subject, Instant From, Instant Until, string Who, string Why)
{
    /// <summary>The longest silence.</summary>
    public static readonly Duration Most = Duration.FromHours(24);

    /// <summary>Whether it keeps an alert quiet at an instant. SEV1 is never kept quiet.</summary>
    public bool Covers(string code, string subject, Instant now) =>
        From <= now && now < Until && AlertTable.Of(code).Level != AlertLevel.Sev1 && Fits(Code, code) && Fits(Subject, subject);

    private static bool Fits(string? pattern, string text) =>
        pattern is null || (pattern.EndsWith('*') ? text.StartsWith(pattern[..^1], StringComparison.Ordinal) : text == pattern);
}

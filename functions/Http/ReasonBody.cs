namespace Trading.Functions.Http;

/// <summary>The body of a change that takes nothing but its reason.</summary>
/// <param name="Reason">Why, a sentence for the journal.</param>
internal sealed record ReasonBody(string? Reason = null)
{
    /// <summary>What is answered when there is none.</summary>
    public const string Missing = "a reason is needed: {\"reason\": \"why\"}; it is journalled with your name";

    /// <summary>The reason, or a standard one.</summary>
    public string ReasonOr(string standard) => string.IsNullOrWhiteSpace(Reason) ? standard : Reason.Trim();
}

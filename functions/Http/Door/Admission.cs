using Trading.Control.Operators;

namespace Trading.Functions.Http.Door;

/// <summary>What the door says to a request.</summary>
/// <param name="Caller">Who was recognised; null for a read that needs nobody, and for nobody.</param>
/// <param name="Refusal">Why not; null when it may pass.</param>
internal sealed record Admission(Caller? Caller, Refusal? Refusal)
{
    /// <summary>Whether it is somebody who may not read what the desk knows: let in all the same where a route answers anybody.</summary>
    public bool IsStranger { get; init; }
}

/// <summary>Why a request may not pass.</summary>
/// <param name="Status">401, 403 or 429.</param>
/// <param name="Code">The kind, such as <c>wrong_role</c>.</param>
/// <param name="Line">What, and what to do.</param>
/// <param name="RetryAfter">Seconds to wait; null when waiting does not help.</param>
internal sealed record Refusal(int Status, string Code, string Line, int? RetryAfter = null);

namespace Trading.Control.Operators;

/// <summary>Who asks, as far as it was proved.</summary>
/// <param name="Name">The operator's name, as in the operator book or at the identity provider.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Credential">Which of their credentials was shown: a device's label, or <c>platform</c> for an identity that the platform passed on.</param>
public sealed record Caller(string Name, Role Role, string Credential)
{
    /// <summary>Whether it is the same person, whatever the credential. Names differ in more than case.</summary>
    public bool IsPerson(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}

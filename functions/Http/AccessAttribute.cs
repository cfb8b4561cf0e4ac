using Trading.Control.Operators;

namespace Trading.Functions.Http;

/// <summary>The role that a route takes. A GET without one is a read; anything else without one is refused to everybody, and a test fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccessAttribute(Role role) : Attribute
{
    /// <summary>The least role.</summary>
    public Role Role => role;
}

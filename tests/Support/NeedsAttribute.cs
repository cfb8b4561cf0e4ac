namespace Trading.Tests.Support;

/// <summary>Says on a class of tests what its adapter cannot do without. When that is missing, each contract test of the class is skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class NeedsAttribute : Attribute
{
    /// <summary>What is missing, in one line; null when nothing is.</summary>
    public abstract string? Missing { get; }
}

namespace Trading.Tests.Support;

/// <summary>A fact that reads the shared data, and is skipped with the reason on a machine that has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    /// <summary>Skips the fact when the folder is absent.</summary>
    public SharedDataFactAttribute() => Skip = SharedData.Folder is null ? SharedData.Missing : null;
}

/// <summary>A theory that reads the shared data, and is skipped with the reason on a machine that has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips the theory when the folder is absent.</summary>
    public SharedDataTheoryAttribute() => Skip = SharedData.Folder is null ? SharedData.Missing : null;
}

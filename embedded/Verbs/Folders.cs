namespace Trading.Embedded.Verbs;

/// <summary>Folders as a person names them.</summary>
internal static class Folders
{
    /// <summary>A folder as a full path, without a separator at its end: what is made beside it is not made within it. Null when none was named.</summary>
    public static string? Full(string? folder) => string.IsNullOrWhiteSpace(folder) ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>A folder under the standard state folder, which git ignores.</summary>
    public static string Standard(string name) => Path.GetFullPath(Path.Combine("state", name));
}

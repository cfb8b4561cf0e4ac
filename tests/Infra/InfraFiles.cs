using Trading.Tests.Support;

namespace Trading.Tests.Infra;

/// <summary>The files of infra/ as text.</summary>
internal static class InfraFiles
{
    /// <summary>The text of a file, named from the repository's root.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, name));

    /// <summary>The names of all files under a folder that end so, from the repository's root, in ordinal order.</summary>
    public static IReadOnlyList<string> Named(string folder, string ending) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, folder), "*" + ending, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(SharedData.RepositoryRoot, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>The queries by name.</summary>
    public static IReadOnlyDictionary<string, string> Queries { get; } =
        Named("infra/queries", ".kql").ToDictionary(file => Path.GetFileNameWithoutExtension(file), Text, StringComparer.Ordinal);
}

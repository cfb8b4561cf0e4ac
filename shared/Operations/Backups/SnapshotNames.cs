using NodaTime;
using NodaTime.Text;

namespace Trading.Operations.Backups;

/// <summary>Where snapshots lie: container <c>backups</c>, <c>state/2013-10-07T15-00-00Z.json</c> the manifest, <c>state/2013-10-07T15-00-00Z.HASH.br</c> the records.</summary>
public static class SnapshotNames
{
    /// <summary>The container of all backups.</summary>
    public const string Container = "backups";

    internal const string Folder = "state/";
    private const string Suffix = ".json";
    private const int HashDigits = 16;
    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH-mm-ss'Z'");

    internal static string Of(Instant takenAt) => Pattern.Format(takenAt);

    internal static string ManifestOf(string name) => $"{Folder}{name}{Suffix}";

    // The content's own hash is in the name, so that a second attempt never puts other records under the manifest of the first.
    internal static string ContentOf(string name, string sha256) => $"{Folder}{name}.{sha256[..HashDigits]}.br";

    /// <summary>The instant in a snapshot's name, or null.</summary>
    internal static Instant? TakenAt(string name) => Pattern.Parse(name) is { Success: true } parsed ? parsed.Value : null;

    /// <summary>The snapshot whose manifest a blob is, or null.</summary>
    internal static string? FromManifest(string blob) =>
        blob.StartsWith(Folder, StringComparison.Ordinal) && blob.EndsWith(Suffix, StringComparison.Ordinal) && blob[Folder.Length..^Suffix.Length] is var name && TakenAt(name) is not null
            ? name
            : null;
}

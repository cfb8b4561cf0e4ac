using System.CommandLine;

namespace Trading.Embedded.Verbs;

/// <summary>The two options that say where a desk is kept.</summary>
/// <param name="standard">The state folder that is meant when none is named.</param>
internal sealed class PlaceOptions(string standard)
{
    public Option<string?> State { get; } = CommandLine.Folder("--state", $"The state folder; standard: state/{standard}.");

    public Option<string> Store { get; } = CommandLine.Word("--store", "files: the state folder. azure: the storage account or emulator that the settings name.", "files", ["files", "azure"]);

    /// <summary>The state folder, a full path; null for the store that the settings name.</summary>
    /// <exception cref="RefusedException">A state folder is named as well.</exception>
    public string? FolderOf(ParseResult parsed)
    {
        var named = Folders.Full(parsed.GetValue(State));
        return parsed.GetValue(Store) != "azure" ? named ?? Folders.Standard(standard)
            : named is null ? null
            : throw new RefusedException("--store azure keeps everything in the store: leave --state out");
    }
}

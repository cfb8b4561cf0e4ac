namespace Trading.Functions.Settings;

/// <summary>One setting of the process: an environment variable, or an app setting where the platform hands those over as such. All are read at the start, so a change takes a restart.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Standard">What counts when it is not set.</param>
/// <param name="Sentence">What it is for.</param>
/// <param name="IsSecret">Its value is never shown.</param>
internal sealed record Setting(string Name, string Standard, string Sentence, bool IsSecret = false);

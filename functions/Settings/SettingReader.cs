namespace Trading.Functions.Settings;

/// <summary>The settings as the process sees them.</summary>
/// <param name="read">The value of a variable, or null.</param>
public sealed class SettingReader(Func<string, string?> read)
{
    /// <summary>Every setting with its present value; of a secret only whether it is set.</summary>
    public IReadOnlyList<SettingLine> Lines() => [.. SettingTable.All.Select(Line)];

    private SettingLine Line(Setting setting)
    {
        var value = read(setting.Name);
        var isSet = !string.IsNullOrEmpty(value);
        var shown = !isSet ? setting.Standard : setting.IsSecret ? "set" : value!;
        return new SettingLine(setting.Name, shown, isSet ? "environment" : "default", NeedsRestart: true, setting.Sentence);
    }
}

/// <summary>One setting.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; of a secret <c>set</c> or <c>not set</c>.</param>
/// <param name="Source"><c>environment</c>, <c>default</c>, <c>code</c> or, of the limits, the door through which they last changed.</param>
/// <param name="NeedsRestart">Whether a change takes a restart.</param>
/// <param name="Sentence">What it is for.</param>
public sealed record SettingLine(string Name, string Value, string Source, bool NeedsRestart, string Sentence);

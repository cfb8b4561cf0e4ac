using System.Text;
using Trading.Operations;
using Trading.Storage;
using Trading.Time;

namespace Trading.Control;

/// <summary>
/// The two sources that ask for as long as they stand: the setting and the control file. Both hold one word. A setting that is absent or has nothing in it asks for nothing
/// (a platform does not tell the two apart); one of white space, and a control file with nothing in it, ask for halt_all; an unknown word is close_only and an alert.
/// </summary>
internal sealed class StandingAsks(IBlobs blobs, string? setting, Alerts alerts, TimeProvider clock)
{
    private const string SettingName = "the setting TRADING_KILL_SWITCH";
    private const string FileName = "the control file";
    private string? warnedOf;

    /// <summary>What the setting asks for; null when it is not set.</summary>
    public ValueTask<KillAsk?> SettingAsync(CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(setting) ? ValueTask.FromResult<KillAsk?>(null) : AskOfAsync(KillSources.Setting, SettingName, setting, cancellationToken);

    /// <summary>What the control file asks for; null when there is none.</summary>
    /// <exception cref="StorageException">The control file could not be read.</exception>
    public async ValueTask<KillAsk?> FileAsync(CancellationToken cancellationToken) =>
        await blobs.ReadAsync(KillSwitch.Container, KillSwitch.FileName, cancellationToken).ConfigureAwait(false) is { } file
            ? await AskOfAsync(KillSources.File, FileName, Encoding.UTF8.GetString(file.Content.Span), cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>What still asks for a kill, and where to clear it; null when neither does.</summary>
    /// <exception cref="StorageException">The control file could not be read.</exception>
    public async ValueTask<string?> WhyStillAsync(CancellationToken cancellationToken) =>
        await SettingAsync(cancellationToken).ConfigureAwait(false) is { Mode: > KillMode.Off } set ? $"{SettingName} still asks for {set.Mode.Word()}: clear it first, which takes a restart"
        : await FileAsync(cancellationToken).ConfigureAwait(false) is { Mode: > KillMode.Off } written ? $"{FileName} {KillSwitch.Container}/{KillSwitch.FileName} still asks for {written.Mode.Word()}: clear it first (remove it, or write off)"
        : null;

    private async ValueTask<KillAsk?> AskOfAsync(string source, string name, string text, CancellationToken cancellationToken)
    {
        var mode = KillWords.Read(text, out var known);
        if (!known && Interlocked.Exchange(ref warnedOf, text) != text)
        {
            await alerts.RaiseAsync(
                $"kill-{source}-unknown",
                AlertSeverity.Critical,
                source,
                $"{name} holds an unknown word; it counts as close_only. The words are off, close_only and halt_all",
                cancellationToken).ConfigureAwait(false);
        }

        return new KillAsk(mode, source, "operator", $"{name} asks for {mode.Word()}", clock.Now());
    }
}

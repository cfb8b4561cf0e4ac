namespace Trading.Control;

/// <summary>What the environment says of trading; read once, at the start of the process.</summary>
public sealed record DeskSettings
{
    private static readonly string[] Truths = ["1", "true", "TRUE", "yes", "YES"];

    /// <summary>Nothing is set: a paper desk whose dry run is as it was left.</summary>
    public static DeskSettings None { get; } = new();

    /// <summary>The kind of account.</summary>
    public AccountMode Mode { get; init; } = AccountMode.Paper;

    /// <summary>Whether dry run is on whatever the gate says: the mode is <c>dry_run</c>, or a word that is none.</summary>
    public bool HoldsDryRun { get; init; }

    /// <summary>Whether live trading was asked for a second time.</summary>
    public bool IsLive { get; init; }

    /// <summary>What must lie in the blob of the confirm token; never shown, never journalled.</summary>
    public string? ConfirmToken { get; init; }

    /// <summary>What asks for a kill; null asks for nothing.</summary>
    public string? KillSwitch { get; init; }

    /// <summary>
    /// Reads <c>TRADING_MODE</c> (<c>dry_run</c>, <c>paper</c> or <c>live</c>; not set is paper with dry run as the gate has it, which is on until somebody switches it off; any other word is dry run),
    /// <c>TRADING_LIVE</c> (1, true or yes), <c>TRADING_LIVE_CONFIRM_TOKEN</c> and <c>TRADING_KILL_SWITCH</c>.
    /// </summary>
    /// <param name="variable">A variable of the environment by its name; null when it is not set.</param>
    public static DeskSettings Read(Func<string, string?> variable)
    {
        var mode = variable("TRADING_MODE")?.Trim();
        return new DeskSettings
        {
            Mode = mode == "live" ? AccountMode.Live : AccountMode.Paper,
            HoldsDryRun = !string.IsNullOrEmpty(mode) && mode is not "paper" and not "live",
            IsLive = Truths.Contains(variable("TRADING_LIVE")?.Trim(), StringComparer.Ordinal),
            ConfirmToken = variable("TRADING_LIVE_CONFIRM_TOKEN")?.Trim(),
            KillSwitch = variable("TRADING_KILL_SWITCH"),
        };
    }

    /// <summary>All but the token.</summary>
    public override string ToString() => $"{Mode}, dry run {(HoldsDryRun ? "held" : "by the gate")}, live {(IsLive ? "on" : "off")}, kill switch {(string.IsNullOrEmpty(KillSwitch) ? "not set" : "set")}";
}

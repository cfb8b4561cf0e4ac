namespace Trading.Control;

/// <summary>The six sources that may ask for a kill.</summary>
public static class KillSources
{
    /// <summary>A person, by the API or the command.</summary>
    public const string Http = "http";

    /// <summary>The setting <c>TRADING_KILL_SWITCH</c>, read at the start of the process.</summary>
    public const string Setting = "setting";

    /// <summary>The control file, read at every decision.</summary>
    public const string File = "file";

    /// <summary>A drawdown past its limit.</summary>
    public const string Drawdown = "drawdown";

    /// <summary>A daily loss past its limit.</summary>
    public const string DailyLoss = "daily_loss";

    /// <summary>The desk's own health: what was started again too often, a broker that is down.</summary>
    public const string Health = "health";

    /// <summary>Whether a source speaks for a person. A person who asks again means it again; any other source goes on asking until it is cleared.</summary>
    public static bool IsPerson(string source) => source == Http;
}

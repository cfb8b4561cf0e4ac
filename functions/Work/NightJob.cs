using Trading.Market.Refresh;

namespace Trading.Functions.Work;

/// <summary>The night's work, or none: a host whose bars come from a folder, or are made up, has no feed to fetch any from.</summary>
/// <param name="Work">The work; null when there is none.</param>
public sealed record NightJob(NightlyResearch? Work)
{
    /// <summary>What such a host's runs say.</summary>
    public const string NothingToDo = "bars come from a folder or are made up: nothing to refresh";
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Execution;
using Trading.Functions.Settings;
using Trading.Risk.Limits;

namespace Trading.Functions.Http;

/// <summary>How the desk is set up.</summary>
public sealed class ConfigFunction(SettingReader settings, DeskOptions options, LimitsBook limits)
{
    /// <summary>Every setting with its value, where that comes from, and whether a change takes a restart. Of a secret only whether it is set.</summary>
    [Answers(typeof(ConfigAnswer))]
    [Function("Config")]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/config")] HttpRequest request, CancellationToken cancellationToken)
    {
        var state = await limits.StateAsync(cancellationToken);
        var lines = LimitTable.Lines.Select(line => new SettingLine(line.Key, LimitView.Text(state.Values[line.Key]), state.Change.Source, NeedsRestart: false, line.Sentence));
        return Answer.Json(new ConfigAnswer([.. settings.Lines(), .. CodeSettings.Of(options), .. lines]));
    }
}

/// <summary>How the desk is set up.</summary>
/// <param name="Settings">The settings: those of the process, those in code, the limits.</param>
internal sealed record ConfigAnswer(IReadOnlyList<SettingLine> Settings);

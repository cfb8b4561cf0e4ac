using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trading.Tests.Infra;

/// <summary>The workflows run with rights to deploy a desk: what they run is fixed to the byte, and nothing from outside reaches a script.</summary>
public sealed partial class WorkflowTests
{
    private static IReadOnlyDictionary<string, Workflow> All => InfraModel.Here.Workflows;

    [InfraFact]
    public void Every_workflow_parses()
    {
        Assert.NotEmpty(All);
        Assert.All(All, workflow => Assert.Empty(workflow.Value.Errors));
    }

    /// <summary>A tag can be moved to other code; a commit cannot.</summary>
    [InfraFact]
    public void Every_action_is_pinned_to_a_commit_and_says_its_version() => Assert.All(
        All.SelectMany(workflow => workflow.Value.Uses).Where(use => !use.Action.StartsWith("./", StringComparison.Ordinal)),
        use =>
        {
            Assert.Matches("^[a-z0-9-]+(/[a-z0-9-]+)+@[0-9a-f]{40}$", use.Action);
            Assert.Matches(@"^v\d+\.\d+\.\d+$", use.Comment);
        });

    /// <summary>One action, one commit: the second place is forgotten when the first is renewed.</summary>
    [InfraFact]
    public void An_action_is_pinned_to_one_commit_everywhere() => Assert.All(
        All.SelectMany(workflow => workflow.Value.Uses).Where(use => use.Action.Contains('@', StringComparison.Ordinal)).GroupBy(use => use.Action.Split('@')[0]),
        action => Assert.Single(action.Select(use => (use.Action, use.Comment)).Distinct()));

    [InfraFact]
    public void A_workflow_may_read_and_a_job_asks_for_more_by_name()
    {
        Assert.All(All, workflow => Assert.Equal("""{"contents":"read"}""", workflow.Value.Content.GetProperty("permissions").GetRawText()));
        var granted = Jobs().Where(job => job.TryGetProperty("permissions", out _)).SelectMany(job => job.GetProperty("permissions").EnumerateObject());
        Assert.All(granted, right => Assert.True(right.Value.GetString() == "read" || right.Name is "id-token" or "security-events", $"{right.Name}: {right.Value}"));
    }

    /// <summary>An expression inside a script is text that somebody else wrote and the shell runs: it goes by the environment.</summary>
    [InfraFact]
    public void No_expression_stands_in_a_script() => Assert.All(
        Jobs().Where(job => job.TryGetProperty("steps", out _)).SelectMany(job => job.GetProperty("steps").EnumerateArray()).Where(step => step.TryGetProperty("run", out _)),
        step => Assert.DoesNotContain("${{", step.GetProperty("run").GetString(), StringComparison.Ordinal));

    [InfraFact]
    public void No_workflow_keeps_or_asks_for_a_secret() => Assert.All(All.Keys, file =>
    {
        Assert.DoesNotMatch(Secret(), InfraFiles.Text(file));
        Assert.DoesNotContain("pull_request_target", InfraFiles.Text(file), StringComparison.Ordinal);
    });

    private static IEnumerable<JsonElement> Jobs() => All.SelectMany(workflow => workflow.Value.Content.GetProperty("jobs").EnumerateObject()).Select(job => job.Value);

    [GeneratedRegex(@"\bsecrets\.|\bsecrets:|password|client-secret", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Secret();
}

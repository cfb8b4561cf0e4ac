using System.Reflection;
using System.Text.Json;
using Microsoft.DurableTask;
using Trading.Functions;
using Trading.Tests.Support;

namespace Trading.Tests.Architecture;

/// <summary>host.json says what the functions rest on: their routes are whole, the loop is woken in time, and a deployment in mid-session does not break an orchestration that lives.</summary>
public sealed class HostJsonTests
{
    /// <summary>
    /// What the orchestrators say to the platform, in the order in which their code says it, under the version of host.json. An instance that began under other steps cannot be replayed: whoever changes
    /// them raises defaultVersion, keeps the old path behind context.CompareVersionTo until no such instance lives (a loop lives one session), and then renews this list.
    /// </summary>
    private const string Steps = """
        1.0
        ExecutionLoop: GetInput, CurrentUtcDateTime, ContinueAsNew, WaitForExternalEvent, CreateTimer, WaitForExternalEvent, CallActivityAsync, SetCustomStatus
        Shutdown: CreateTimer, CallActivityAsync, SetCustomStatus
        """;

    private static readonly JsonElement Root = Read();

    private static JsonElement Durable => Root.GetProperty("extensions").GetProperty("durableTask");

    [Fact]
    public void Each_function_spells_its_whole_route() => Assert.Empty(Root.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString()!);

    [Fact]
    public void The_platform_leaves_the_telemetry_to_the_worker() => Assert.Equal("OpenTelemetry", Root.GetProperty("telemetryMode").GetString());

    /// <summary>A cycle of fifteen seconds is not woken by a queue that is looked at every thirty.</summary>
    [Fact]
    public void The_queues_are_looked_at_every_second() =>
        Assert.Equal("00:00:01", Durable.GetProperty("storageProvider").GetProperty("maxQueuePollingInterval").GetString());

    [Fact]
    public void The_task_hub_has_a_name_that_the_store_takes() => Assert.Matches("^[A-Za-z][A-Za-z0-9]{2,44}$", Durable.GetProperty("hubName").GetString());

    /// <summary>A worker of the version before leaves an instance of a newer one alone; a worker of the newer one takes up both.</summary>
    [Fact]
    public void Instances_outlive_a_deployment() => Assert.Equal(
        ("CurrentOrOlder", "Reject", "NonRunningStates"),
        (Text("versionMatchStrategy"), Text("versionFailureStrategy"), Text("overridableExistingInstanceStates")));

    [Fact]
    public void The_steps_of_the_orchestrators_are_those_of_the_version()
    {
        var steps = FunctionSet.Application.Orchestrators.Select(StepsOf);
        Assert.Equal(Steps.ReplaceLineEndings("\n"), string.Join('\n', steps.Prepend(Text("defaultVersion"))));
    }

    private static string StepsOf(MethodInfo orchestrator) => $"{FunctionSet.NameOf(orchestrator)}: " + string.Join(", ", IlReader.ReadDeep(orchestrator, [typeof(ExecutionLoop).Assembly])
        .Select(static each => each.Operand).OfType<MethodInfo>()
        .Where(static method => typeof(TaskOrchestrationContext).IsAssignableFrom(method.DeclaringType))
        .Select(static method => method.Name.Replace("get_", string.Empty, StringComparison.Ordinal)));

    private static string Text(string name) => Durable.GetProperty(name).GetString()!;

    private static JsonElement Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "host.json")));
        return file.RootElement.Clone();
    }
}

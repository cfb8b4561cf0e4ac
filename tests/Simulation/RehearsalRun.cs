using System.Text.Json;
using Trading.Tests.Support;

namespace Trading.Tests.Simulation;

/// <summary>One <c>rehearse --json</c>, read.</summary>
internal sealed class RehearsalRun(FunctionAppProcess process)
{
    public int ExitCode => process.ExitCode;

    public IReadOnlyList<JsonElement> Days { get; } = Read(process);

    public string HeadHash => Days[^1].GetProperty("journal").GetProperty("headHash").GetString()!;

    /// <summary>A rehearsal of the shared bars on <paramref name="state"/>.</summary>
    public static Task<RehearsalRun> OfSharedBarsAsync(string state, string date, int days, params string[] more) =>
        RunAsync(["--bars", SharedData.Folder!, "--seed", "1", "--state", state, "--date", date, "--days", $"{days}", .. more]);

    public static async Task<RehearsalRun> RunAsync(params string[] args) => new(await FunctionAppProcess.RunAsync(["rehearse", "--json", .. args]));

    public static int Count(JsonElement day, string function, string what) => day.GetProperty("functions").GetProperty(function).GetProperty(what).GetInt32();

    public static int Orders(JsonElement day, string what) => day.GetProperty("orders").GetProperty(what).GetInt32();

    /// <summary>Everything of the days but the real time they took.</summary>
    public string Facts() => string.Join('\n', Days.Select(day => string.Join(' ', day.EnumerateObject().Where(part => part.Name != "scan").Select(part => part.Value.GetRawText()))));

    public static void AssertHeld(JsonElement day)
    {
        var invariants = day.GetProperty("invariants").EnumerateObject().ToList();
        Assert.Equal(12, invariants.Count);
        Assert.All(invariants, invariant => Assert.True(invariant.Value.GetBoolean(), $"{day.GetProperty("date")} {invariant.Name}"));
    }

    private static List<JsonElement> Read(FunctionAppProcess process)
    {
        Assert.True(process.Output.Length > 0, process.Errors);
        return [.. JsonDocument.Parse(process.Output).RootElement.GetProperty("days").EnumerateArray()];
    }
}

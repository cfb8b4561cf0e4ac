using Trading.Tests.Support;

namespace Trading.Tests.Shared.Operations.Inquiry;

/// <summary>Two days that were traded once for all tests: entries, moved stops, take profits, stop losses, refusals. The machine's environment was full of secrets, and a hook wrote down what was loaded.</summary>
public sealed class RehearsedDays : IAsyncLifetime, IDisposable
{
    public const string Name = "rehearsed days";
    private readonly TempFolder folder = new();

    internal string State => Path.Combine(folder.FullPath, "state");

    /// <summary>What the process printed.</summary>
    internal string Printed { get; private set; } = string.Empty;

    /// <summary>The names of the assemblies that it had loaded at its end.</summary>
    internal IReadOnlyList<string> Loaded { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string>(PlantedSecrets.Settings, StringComparer.Ordinal)
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
            [StartupHook.Target] = Path.Combine(folder.FullPath, "loaded"),
        };
        var run = await FunctionAppProcess.RunAsync(settings, "rehearse", "--json", "--date", "2026-03-05", "--days", "2", "--seed", "1", "--state", State);
        Assert.Equal(0, run.ExitCode);
        (Printed, Loaded) = (run.Output + run.Errors, await File.ReadAllLinesAsync(settings[StartupHook.Target]));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();

    /// <summary>A copy of what the days left behind, to look at or to break.</summary>
    internal LeftBehind Copy()
    {
        var target = new TempFolder();
        CopyTo(target);
        return new LeftBehind(target);
    }

    /// <summary>Another copy under <paramref name="target"/>; its path.</summary>
    internal string CopyTo(TempFolder target)
    {
        foreach (var file in Directory.EnumerateFiles(State, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target.FullPath, Path.GetRelativePath(State, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target.FullPath;
    }
}

[CollectionDefinition(RehearsedDays.Name)]
public sealed class RehearsedDaysSet : ICollectionFixture<RehearsedDays>;

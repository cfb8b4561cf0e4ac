using Trading.Tests.Simulation;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Operations.Inquiry;

/// <summary>Two days that were traded once for all tests: entries, moved stops, take profits, stop losses, refusals.</summary>
public sealed class RehearsedDays : IAsyncLifetime, IDisposable
{
    public const string Name = "rehearsed days";
    private readonly TempFolder folder = new();

    internal string State => Path.Combine(folder.FullPath, "state");

    public async Task InitializeAsync()
    {
        var run = await RehearsalRun.RunAsync("--date", "2026-03-05", "--days", "2", "--seed", "1", "--state", State);
        Assert.Equal(0, run.ExitCode);
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

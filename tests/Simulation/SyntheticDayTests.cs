using Trading.Tests.Support;

namespace Trading.Tests.Simulation;

/// <summary>Whole days on the made-up market, which every machine has.</summary>
public sealed class SyntheticDayTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Two_days_hold_every_invariant(int seed)
    {
        var run = await RehearsalRun.RunAsync("--date", "2026-03-05", "--days", "2", "--seed", $"{seed}", "--state", Path.Combine(folder.FullPath, "state"));

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Days, RehearsalRun.AssertHeld);
        Assert.All(run.Days, day => Assert.Equal(390, RehearsalRun.Count(day, "Reconcile", "ran")));
    }

    [Fact]
    public async Task A_finished_day_stays_as_it_was_whatever_is_asked_afterwards()
    {
        string[] day = ["--date", "2026-03-05", "--seed", "1", "--state", Path.Combine(folder.FullPath, "state")];
        var journal = Path.Combine(folder.FullPath, "state", "blobs", "journal", "2026-03-05.jsonl");
        var first = await RehearsalRun.RunAsync(day);
        var written = await File.ReadAllTextAsync(journal);

        var again = await RehearsalRun.RunAsync([.. day, "--dry-run"]);
        Assert.Equal((first.Facts(), written), (again.Facts(), await File.ReadAllTextAsync(journal)));

        // Another day on other terms changes them on its own date. What closes the finished one's journal belongs to the chain.
        await RehearsalRun.RunAsync(["--date", "2026-03-06", .. day[2..], "--dry-run"]);
        Assert.Contains("journal-continues", Assert.Single((await File.ReadAllTextAsync(journal))[written.Length..].Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_sends_nothing()
    {
        var run = await RehearsalRun.RunAsync("--date", "2026-03-05", "--seed", "1", "--dry-run", "--state", Path.Combine(folder.FullPath, "state"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(0, RehearsalRun.Orders(run.Days[0], "submitted"));
        Assert.Empty(run.Days[0].GetProperty("positions").EnumerateArray());
    }
}

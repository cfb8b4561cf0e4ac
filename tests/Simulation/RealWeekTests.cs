using Trading.Tests.Support;

namespace Trading.Tests.Simulation;

/// <summary>Four real days of October 2013, run as a person runs them.</summary>
public sealed class RealWeekTests : IDisposable
{
    private const string Date = "2013-10-07";
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SharedDataFact]
    public async Task Each_day_runs_its_jobs_once_trades_and_holds_every_invariant()
    {
        var run = await RehearsalRun.OfSharedBarsAsync(State("a"), Date, 4);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(4, run.Days.Count);
        foreach (var day in run.Days)
        {
            Assert.Equal(1, RehearsalRun.Count(day, "Scan", "ran"));
            Assert.Equal(1, RehearsalRun.Count(day, "ExecutionRestart", "ran"));
            Assert.Equal(1, RehearsalRun.Count(day, "EndOfDay", "ran"));
            Assert.Equal(390, RehearsalRun.Count(day, "Reconcile", "ran"));
            Assert.True(RehearsalRun.Orders(day, "filled") > 0);
            RehearsalRun.AssertHeld(day);
        }

        var watchlist = await File.ReadAllTextAsync(Path.Combine(State("a"), "blobs", "watchlists", Date, "tradingview_watchlist.txt"));
        Assert.Contains("AIG\n", watchlist, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task The_same_week_twice_and_without_its_future_is_the_same_journal()
    {
        var first = await RehearsalRun.OfSharedBarsAsync(State("a"), Date, 4);
        var cut = CutBars("2013-10-10");
        var second = await RehearsalRun.RunAsync("--bars", cut, "--seed", "1", "--state", State("b"), "--date", Date, "--days", "4");

        Assert.Equal(first.HeadHash, second.HeadHash);
        Assert.Equal(first.Facts(), second.Facts());
    }

    [SharedDataFact]
    public async Task Killed_at_random_moments_it_ends_as_if_undisturbed()
    {
        var undisturbed = await RehearsalRun.OfSharedBarsAsync(State("a"), Date, 4);
        var random = new Random(20131007);
        for (var kill = 0; kill < 4; kill++)
        {
            using var process = FunctionAppProcess.Start(
                "rehearse", "--json", "--bars", SharedData.Folder!, "--seed", "1", "--state", State("b"), "--date", Date, "--days", "4");
            using var late = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(300, 1500)));
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        var again = await RehearsalRun.OfSharedBarsAsync(State("b"), Date, 4);

        Assert.Equal(undisturbed.Facts(), again.Facts());
        Assert.Equal(undisturbed.HeadHash, again.HeadHash);
    }

    [SharedDataFact]
    public async Task A_later_request_goes_on_and_an_earlier_one_is_refused()
    {
        await RehearsalRun.OfSharedBarsAsync(State("a"), Date, 2);
        var whole = await RehearsalRun.OfSharedBarsAsync(State("b"), Date, 4);
        var rest = await RehearsalRun.OfSharedBarsAsync(State("a"), "2013-10-09", 2);
        var early = await FunctionAppProcess.RunAsync("rehearse", "--bars", SharedData.Folder!, "--state", State("a"), "--date", "2013-10-04");
        var otherSeed = await FunctionAppProcess.RunAsync("rehearse", "--bars", SharedData.Folder!, "--state", State("a"), "--date", Date, "--seed", "2");

        Assert.Equal(whole.HeadHash, rest.HeadHash);
        Assert.Equal((1, string.Empty), (early.ExitCode, early.Output));
        Assert.Contains("never ran 2013-10-04", early.Errors, StringComparison.Ordinal);
        Assert.Contains("seed 1, not 2", otherSeed.Errors, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task After_a_gap_what_the_broker_did_meanwhile_is_booked_before_the_day_begins()
    {
        await RehearsalRun.OfSharedBarsAsync(State("a"), Date, 3);
        var sunday = await RehearsalRun.OfSharedBarsAsync(State("a"), "2013-10-20", 2);

        Assert.Equal(0, sunday.ExitCode);
        Assert.All(sunday.Days, RehearsalRun.AssertHeld);
    }

    private string State(string name) => Path.Combine(folder.FullPath, name);

    private string CutBars(string through)
    {
        var cut = Path.Combine(folder.FullPath, "bars");
        foreach (var file in Directory.EnumerateFiles(SharedData.Folder!, "*.csv", SearchOption.AllDirectories))
        {
            var target = Path.Combine(cut, Path.GetRelativePath(SharedData.Folder!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var isDaily = Path.GetFileName(Path.GetDirectoryName(file)) is "daily" or "benchmarks";
            if (isDaily)
            {
                File.WriteAllLines(target, File.ReadLines(file).Where(line => !char.IsAsciiDigit(line[0]) || string.CompareOrdinal(line[..10], through) <= 0));
            }
            else if (!file.Contains("_2014-", StringComparison.Ordinal))
            {
                File.Copy(file, target);
            }
        }

        return cut;
    }
}

using System.Text.Json;
using Trading.Tests.Support;

namespace Trading.Tests.Simulation;

/// <summary>Days that are not like the others: holidays, short sessions, clock changes, lost jobs.</summary>
public sealed class UnusualDayTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string State => Path.Combine(folder.FullPath, "state");

    public void Dispose() => folder.Dispose();

    [SharedDataFact]
    public async Task On_Thanksgiving_every_session_job_skips_and_says_why()
    {
        var run = await RehearsalRun.OfSharedBarsAsync(State, "2013-11-28", 1);

        var day = run.Days.Single();
        Assert.False(day.GetProperty("session").GetBoolean());
        Assert.Equal(JsonValueKind.Null, day.GetProperty("scan").ValueKind);
        Assert.Equal(JsonValueKind.Null, day.GetProperty("gate").ValueKind);
        foreach (var function in new[] { "Preflight", "Scan", "ExecutionRestart", "Reconcile", "Watchdog", "EndOfDay" })
        {
            Assert.True(RehearsalRun.Count(day, function, "fired") > 0, function);
            Assert.Equal(RehearsalRun.Count(day, function, "fired"), RehearsalRun.Count(day, function, "skipped"));
        }

        Assert.Equal(0, RehearsalRun.Count(day, "ExecutionLoop", "fired"));
        var reasons = Journal("2013-11-28").Where(found => Kind(found) == "job-skipped" && found.GetProperty("data").GetProperty("name").GetString() != "Retention").Select(found => found.GetProperty("data").GetProperty("reason").GetString()!).ToList();
        Assert.All(reasons, reason => Assert.Contains("Thanksgiving", reason, StringComparison.Ordinal));
        RehearsalRun.AssertHeld(day);
    }

    [SharedDataFact]
    public async Task A_short_day_ends_at_one_and_its_books_close_at_half_past()
    {
        var run = await RehearsalRun.OfSharedBarsAsync(State, "2013-11-29", 1);

        var day = run.Days.Single();
        Assert.Equal(210, RehearsalRun.Count(day, "Reconcile", "ran"));
        Assert.Equal(1, RehearsalRun.Count(day, "ExecutionLoop", "ran"));
        var journal = Journal("2013-11-29");
        Assert.Equal("2013-11-29T18:30:00Z", Done(journal, "EndOfDay").GetProperty("at").GetString());

        // 35 minutes of four cycles, then one a minute until the close: 10:05 to 12:59.
        Assert.Equal((35 * 4) + 175, RehearsalRun.Count(day, "ExecutionCycle", "ran"));
        RehearsalRun.AssertHeld(day);
    }

    [SharedDataTheory]
    [InlineData("2014-03-10", "2014-03-10T12:30:00Z")]
    [InlineData("2014-11-03", "2014-11-03T13:30:00Z")]
    public async Task On_the_Mondays_after_the_clock_changes_the_scan_fires_twice_and_runs_once_at_half_past_eight(string date, string at)
    {
        var run = await RehearsalRun.OfSharedBarsAsync(State, date, 1);

        var day = run.Days.Single();
        Assert.Equal((2, 1), (RehearsalRun.Count(day, "Scan", "fired"), RehearsalRun.Count(day, "Scan", "ran")));
        Assert.Equal(at, Done(Journal(date), "Scan").GetProperty("at").GetString());
        RehearsalRun.AssertHeld(day);
    }

    [SharedDataTheory]
    [InlineData("--skip", "Scan")]
    [InlineData("--skip", "Scan", "--skip", "Watchdog")]
    public async Task Without_a_scan_nothing_is_bought_and_what_is_held_is_still_managed(params string[] skips)
    {
        var first = await RehearsalRun.OfSharedBarsAsync(State, "2013-10-07", 1);
        Assert.NotEmpty(first.Days[0].GetProperty("positions").EnumerateArray());

        var run = await RehearsalRun.OfSharedBarsAsync(State, "2013-10-08", 1, skips);

        var day = run.Days.Single();
        Assert.False(day.GetProperty("gate").GetProperty("fresh").GetBoolean());
        Assert.Equal("wrong_date", day.GetProperty("gate").GetProperty("reason").GetString());
        var journal = Journal("2013-10-08");
        Assert.Equal((0, 0), (RehearsalRun.Count(day, "Scan", "fired"), RehearsalRun.Count(day, "Scan", "ran")));
        Assert.DoesNotContain(journal, found => Kind(found) == "order-submitted" && found.GetProperty("data").GetProperty("purpose").GetString() == "Entry");
        Assert.Contains(journal, found => Kind(found) is "order-replaced" or "fill-booked");
        RehearsalRun.AssertHeld(day);
    }

    [SharedDataFact]
    public async Task The_watchdog_starts_the_loop_that_nobody_started()
    {
        var run = await RehearsalRun.OfSharedBarsAsync(State, "2013-10-07", 1, "--skip", "ExecutionRestart");

        var day = run.Days.Single();
        Assert.Equal(0, RehearsalRun.Count(day, "ExecutionRestart", "fired"));
        Assert.Equal(1, RehearsalRun.Count(day, "ExecutionLoop", "ran"));
        Assert.True(RehearsalRun.Orders(day, "filled") > 0);
        RehearsalRun.AssertHeld(day);
    }

    [SharedDataFact]
    public async Task The_watchdog_closes_the_books_that_nobody_closed()
    {
        var run = await RehearsalRun.OfSharedBarsAsync(State, "2013-10-07", 1, "--skip", "EndOfDay");

        var day = run.Days.Single();
        Assert.Equal(0, RehearsalRun.Count(day, "EndOfDay", "fired"));
        Assert.Contains(Journal("2013-10-07"), found => Kind(found) == "day-closed");
        Assert.NotEqual(0, day.GetProperty("pnl").GetProperty("trades").GetInt32());
        RehearsalRun.AssertHeld(day);
    }

    private List<JsonElement> Journal(string date) =>
        [.. File.ReadLines(Path.Combine(State, "blobs", "journal", $"{date}.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Kind(JsonElement found) => found.GetProperty("kind").GetString()!;

    private static JsonElement Done(List<JsonElement> journal, string job) =>
        journal.Single(found => Kind(found) == "job-done" && found.GetProperty("data").GetProperty("name").GetString() == job);
}

using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Tests.Support;

namespace Trading.Tests.Simulation;

/// <summary>Days on which trading is stopped in the middle.</summary>
public sealed class KilledDayTests : IDisposable
{
    private static readonly Instant Eleven = Instant.FromUtc(2026, 3, 5, 16, 0);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("close_only")]
    [InlineData("halt_all")]
    public async Task After_a_kill_nothing_is_sent_that_it_forbids_and_the_next_day_begins_with_it(string mode)
    {
        var run = await RunAsync("a", "2026-03-05", "--days", "2", "--kill", $"11:00={mode}");

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Days, RehearsalRun.AssertHeld);
        var events = Events("a", "2026-03-05");
        var kill = Assert.Single(events, one => Kind(one) == "kill-escalated");
        Assert.Equal((Eleven, "off", mode, "rehearsal"), (At(kill), Text(kill, "from"), Text(kill, "to"), Text(kill, "who")));
        Assert.Contains(events, one => Kind(one) == "order-reserved" && At(one) < Eleven);
        Assert.DoesNotContain(Sent(events.Where(one => At(one) >= Eleven)), one => mode == "halt_all" || Text(one, "purpose") == "Entry");
        Assert.DoesNotContain(Sent(Events("a", "2026-03-06")), one => mode == "halt_all" || Text(one, "purpose") == "Entry");
    }

    [Fact]
    public async Task The_same_kill_is_the_same_day_and_a_finished_day_is_shown_from_the_record()
    {
        var first = await RunAsync("a", "2026-03-05", "--kill", "11:00=close_only");
        var second = await RunAsync("b", "2026-03-05", "--kill", "11:00=close_only");
        var again = await RunAsync("a", "2026-03-05", "--kill", "12:00=halt_all");

        Assert.Equal(first.HeadHash, second.HeadHash);
        Assert.Equal(first.Facts(), again.Facts());
        Assert.NotEqual(first.HeadHash, (await RunAsync("c", "2026-03-05")).HeadHash);
    }

    [SharedDataFact]
    public async Task A_real_day_that_is_killed_at_eleven()
    {
        var run = await RehearsalRun.OfSharedBarsAsync(State("a"), "2013-10-08", 2, "--kill", "11:00=close_only");

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Days, RehearsalRun.AssertHeld);
        var (eleven, events) = (Instant.FromUtc(2013, 10, 8, 15, 0), Events("a", "2013-10-08"));
        Assert.Contains(Sent(events), one => At(one) < eleven && Text(one, "purpose") == "Entry");
        Assert.DoesNotContain(Sent(events.Where(one => At(one) >= eleven).Concat(Events("a", "2013-10-09"))), one => Text(one, "purpose") == "Entry");
    }

    private static IEnumerable<JsonElement> Sent(IEnumerable<JsonElement> events) => events.Where(one => Kind(one) is "order-reserved" or "order-submitted" or "order-replaced");

    private static string? Kind(JsonElement one) => one.GetProperty("kind").GetString();

    private static Instant At(JsonElement one) => InstantPattern.ExtendedIso.Parse(one.GetProperty("at").GetString()!).Value;

    private static string? Text(JsonElement one, string name) => one.GetProperty("data").TryGetProperty(name, out var value) ? value.GetString() : null;

    private List<JsonElement> Events(string state, string date) =>
        [.. File.ReadLines(Path.Combine(State(state), "blobs", "journal", $"{date}.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private string State(string name) => Path.Combine(folder.FullPath, name);

    private Task<RehearsalRun> RunAsync(string state, string date, params string[] more) => RehearsalRun.RunAsync(["--date", date, "--seed", "1", "--state", State(state), .. more]);
}

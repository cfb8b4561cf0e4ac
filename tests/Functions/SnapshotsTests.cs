using Microsoft.AspNetCore.Http;
using NodaTime;
using Trading.Functions.Http;
using Trading.Tests.Support;

namespace Trading.Tests.Functions;

/// <summary>One reading serves all who ask within a moment, and none of those who ask after a change.</summary>
public sealed class SnapshotsTests
{
    private readonly ManualClock clock = new(Instant.FromUtc(2026, 11, 20, 15, 0));
    private readonly Snapshots snapshots;
    private int read;

    public SnapshotsTests() => snapshots = new Snapshots(clock);

    [Fact]
    public async Task A_reading_lasts_a_moment()
    {
        Assert.Equal(["1", "1"], [await AskAsync(), await AskAsync()]);
        clock.Advance(Duration.FromMilliseconds(249));
        Assert.Equal("1", await AskAsync());
        clock.Advance(Duration.FromMilliseconds(1));
        Assert.Equal("2", await AskAsync());
    }

    [Fact]
    public async Task A_change_is_seen_in_the_next_answer()
    {
        Assert.Equal("1", await AskAsync());
        snapshots.Forget();
        Assert.Equal("2", await AskAsync());
    }

    [Fact]
    public async Task What_was_being_read_while_something_changed_is_not_kept()
    {
        var gate = new TaskCompletionSource();
        var slow = AskAsync(gate.Task);
        snapshots.Forget();
        gate.SetResult();
        await slow;
        Assert.Equal("2", await AskAsync());
    }

    [Fact]
    public async Task Whoever_goes_away_stops_nobody_elses_reading()
    {
        var gate = new TaskCompletionSource();
        using var gone = new CancellationTokenSource();
        var first = AskAsync(gate.Task, gone.Token);
        var second = AskAsync();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        Assert.Equal("1", await second);
    }

    private async Task<string> AskAsync(Task? wait = null, CancellationToken cancellationToken = default)
    {
        var answer = await snapshots.AnswerAsync(
            "ready",
            Snapshots.Moment,
            async _ =>
            {
                var number = ++read;
                await (wait ?? Task.CompletedTask);
                return new ReadyAnswer(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            },
            cancellationToken);
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        await answer.ExecuteAsync(context);
        return System.Text.Json.JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("status").GetString()!;
    }
}

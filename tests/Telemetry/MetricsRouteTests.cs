using Microsoft.Extensions.Hosting;
using Trading.Control.Operators;
using Trading.Operations.Alerting;
using Trading.Tests.Support;

namespace Trading.Tests.Telemetry;

/// <summary>What Prometheus gets of a served desk.</summary>
[Collection(nameof(Overheard))]
public sealed class MetricsRouteTests : IAsyncLifetime
{
    private ServedDesk desk = null!;

    public async Task InitializeAsync()
    {
        desk = await ServedDesk.OpenAsync();
        foreach (var hosted in desk.Get<IEnumerable<IHostedService>>())
        {
            await hosted.StartAsync(default);
        }
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_round_of_readings_is_there_by_name_with_help_and_type()
    {
        await desk.Get<AlertEvaluator>().RunAsync(default);
        using var answer = await desk.Client.GetAsync(new Uri("metrics", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Contains("# HELP trading_kill_mode The kill switch: 0 off, 1 close_only, 2 halt_all; the subject names the activation.\n# TYPE trading_kill_mode gauge\ntrading_kill_mode 0\n", text, StringComparison.Ordinal);
        Assert.All(
            ["trading_loop_mode 0\n", "trading_pending_orders 0\n", "trading_readings_age_seconds 0\n", "trading_job_disabled{subject=\"Scan\"} 0\n", "trading_limits_file_bad 0\n"],
            line => Assert.Contains(line, text, StringComparison.Ordinal));
        Assert.DoesNotContain(text.Split('\n'), static line => line.Length > 0 && line[0] != '#' && !line.StartsWith("trading_", StringComparison.Ordinal));
    }

    /// <summary>A read like every other: open on this machine while there is nobody, then for those who may read.</summary>
    [Fact]
    public async Task It_is_read_like_every_other_answer()
    {
        Assert.Equal(200, await AskAsync(null));
        var viewer = await desk.AddAsync("vera", Role.Viewer);
        Assert.Equal(200, await AskAsync(viewer));
        Assert.Equal(401, await AskAsync("not-a-token"));
    }

    private async Task<int> AskAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "metrics");
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var answer = await desk.Client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}

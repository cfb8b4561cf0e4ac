using NodaTime;
using Trading.Functions.Http;
using Trading.Functions.Loop;

namespace Trading.Tests.Functions.Stopping;

/// <summary>The routes that stop and start the desk, with the orchestrations and timers that carry it out.</summary>
public sealed class ShutdownTests
{
    private const string Loop = "execution-2013-10-07";

    [Fact]
    public async Task The_runbooks_shutdown_comes_to_its_end_and_nothing_starts_the_loop_again_but_a_person()
    {
        using var desk = await StoppingHost.StartAsync();
        var function = desk.Make<StoppingFunction>();
        await desk.Get<LoopControl>().StartAsync(desk.Client, default);
        await desk.PassAsync(Duration.FromMinutes(2));
        Assert.Equal(2, await PendingAsync(desk));

        var (status, state) = await StoppingHost.ReadAsync(function.ShutdownAsync(StoppingHost.Request(), desk.Client, default));
        Assert.Equal((202, "cancelling", "stopped", "anna"), (status, state.GetProperty("phase").GetString(), state.GetProperty("loop").GetString(), state.GetProperty("who").GetString()));
        await desk.PassAsync(Duration.FromSeconds(20));

        Assert.Equal(0, await PendingAsync(desk));
        var (_, after) = await StoppingHost.ReadAsync(function.StateAsync(StoppingHost.Request(), desk.Client, default));
        Assert.Equal(("drained", true), (after.GetProperty("phase").GetString(), after.GetProperty("done").GetBoolean()));
        Assert.Empty(await desk.LoopsAsync());

        // The watchdog's fires, and the restart by hand.
        await desk.PassAsync(Duration.FromMinutes(40));
        Assert.Contains("stopped by anna", await desk.Get<LoopControl>().EnsureTodayAsync(desk.Client, default), StringComparison.Ordinal);
        Assert.Equal(409, (await StoppingHost.ReadAsync(desk.Make<AgentsFunction>().RestartAsync(StoppingHost.Request(), "ExecutionLoop", desk.Client, default))).Status);
        Assert.Empty(await desk.LoopsAsync());

        var (started, answer) = await StoppingHost.ReadAsync(function.StartAsync(StoppingHost.Request("""{"reason":"done"}"""), desk.Client, default));
        Assert.Equal((200, $"started {Loop}"), (started, answer.GetProperty("started").GetString()));
        Assert.Equal([Loop], await desk.LoopsAsync());
    }

    [Fact]
    public async Task A_process_that_dies_leaves_a_shutdown_that_goes_on_by_itself()
    {
        using var desk = await StoppingHost.StartAsync();
        await desk.Get<LoopControl>().StartAsync(desk.Client, default);
        await desk.PassAsync(Duration.FromMinutes(2));
        await desk.Make<StoppingFunction>().ShutdownAsync(StoppingHost.Request("""{"reason":"power"}"""), desk.Client, default);

        using var next = await desk.RestartAsync();
        await next.PassAsync(Duration.FromSeconds(20));

        Assert.Equal(0, await PendingAsync(next));
        Assert.Empty(await next.LoopsAsync());
    }

    [Fact]
    public async Task A_shutdown_whose_orchestration_was_never_started_is_taken_up_by_the_timers()
    {
        using var desk = await StoppingHost.StartAsync();
        await desk.Get<Control.Draining.Drain>().BeginAsync("anna", "died before it was scheduled", default);

        await desk.PassAsync(Duration.FromMinutes(2));

        Assert.True((await desk.Get<Control.Draining.DrainBook>().ReadAsync(default))!.IsDone);
    }

    [Fact]
    public async Task Starting_wants_a_reason_and_can_leave_entries_held_back()
    {
        using var desk = await StoppingHost.StartAsync();
        var function = desk.Make<StoppingFunction>();

        Assert.Equal(400, (await StoppingHost.ReadAsync(function.StartAsync(StoppingHost.Request(), desk.Client, default))).Status);
        var (_, answer) = await StoppingHost.ReadAsync(function.StartAsync(StoppingHost.Request("""{"reason":"exits only","paused":true}"""), desk.Client, default));
        await desk.PassAsync(Duration.FromMinutes(3));

        Assert.Equal("paused", answer.GetProperty("state").GetProperty("phase").GetString());
        Assert.Equal([Loop], await desk.LoopsAsync());
        Assert.Empty(desk.Broker.All);
    }

    [Fact]
    public async Task A_loop_that_hangs_is_ended_and_one_that_is_restarted_runs_again()
    {
        using var desk = await StoppingHost.StartAsync();
        await desk.Get<LoopControl>().StartAsync(desk.Client, default);
        await desk.PassAsync(Duration.FromMinutes(1));

        var jobs = desk.Make<JobsFunction>();
        Assert.Equal(400, (await StoppingHost.ReadAsync(jobs.TerminateAsync(StoppingHost.Request(), "ExecutionLoop", desk.Client, default))).Status);
        var (status, answer) = await StoppingHost.ReadAsync(jobs.TerminateAsync(StoppingHost.Request("""{"reason":"stuck"}"""), "ExecutionLoop", desk.Client, default));
        Assert.Equal((200, Loop), (status, answer.GetProperty("ended")[0].GetString()));
        Assert.Empty(await desk.LoopsAsync());

        Assert.Equal(200, (await StoppingHost.ReadAsync(desk.Make<AgentsFunction>().RestartAsync(StoppingHost.Request(), "execution-loop", desk.Client, default))).Status);
        Assert.Equal([Loop], await desk.LoopsAsync());
    }

    private static async Task<int> PendingAsync(StoppingHost desk) =>
        (await StoppingHost.ReadAsync(desk.Make<OrdersFunction>().PendingAsync(StoppingHost.Request(), default))).Body.GetProperty("count").GetInt32();
}

using NodaTime;
using Trading.Control;
using Trading.Functions.Http;
using Trading.Functions.Loop;
using Trading.Functions.Work;
using Trading.Orders;
using Trading.Time;

namespace Trading.Tests.Functions.Stopping;

/// <summary>Orders, pauses and jobs by hand, as the routes answer them.</summary>
public sealed class OperatorRouteTests
{
    private const string First = "20131007-swing-AIG-buy-1";
    private const string Why = """{"reason":"test"}""";

    [Fact]
    public async Task Half_is_sold_at_once_by_the_loop_that_is_woken()
    {
        using var desk = await HeldAsync();
        desk.Clock.Advance(Duration.FromSeconds(7));

        var (status, answer) = await StoppingHost.ReadAsync(
            desk.Make<OperatorOrdersFunction>().ReduceAsync(StoppingHost.Request("""{"reason":"too large","target":0.5}"""), "aig", desk.Client, default));
        await desk.PassAsync(Duration.FromSeconds(1));

        Assert.Equal((202, "execution-2013-10-07", First), (status, answer.GetProperty("carriedBy").GetString(), answer.GetProperty("exits")[0].GetProperty("entryId").GetString()));
        Assert.Equal(49.87m, desk.Broker.Leg(First, BracketLeg.TakeProfit).LimitPrice!.Value.Value);
    }

    [Fact]
    public async Task Everything_is_sold_by_a_pass_when_no_loop_runs_and_what_is_left_by_the_next()
    {
        using var desk = await HeldAsync();
        await desk.Get<LoopControl>().TerminateAsync(desk.Client, "anna", "test", default);
        await desk.Get<LoopSwitch>().SetAsync(LoopMode.Stopped, "anna", "test", default);

        var (status, _) = await StoppingHost.ReadAsync(desk.Make<OperatorOrdersFunction>().CloseAllAsync(StoppingHost.Request(Why), desk.Client, default));

        Assert.Equal(202, status);
        Assert.Equal(2, desk.Broker.Count("replace"));
        foreach (var order in desk.Broker.All.Where(order => order is { Leg: BracketLeg.TakeProfit, Status: Brokers.BrokerOrderStatus.New }).ToList())
        {
            desk.Broker.Fill(order, order.Quantity.Value, 49.9m);
        }

        await desk.PassAsync(Duration.FromMinutes(1));
        Assert.Empty(await desk.Get<Execution.Requests.ExitRequestBook>().OpenAsync(default));
        Assert.Empty(await desk.LoopsAsync());
    }

    [Theory]
    [InlineData("""{"target":0.5}""", 400)]
    [InlineData("""{"reason":"x"}""", 400)]
    [InlineData("""{"reason":"x","target":1.01}""", 400)]
    [InlineData("""{"reason":"x","target":-0.1}""", 400)]
    [InlineData("""{"reason":"x","target":0.5,"quantity":3}""", 400)]
    [InlineData("""{"reason":"x","quantity":1.5}""", 400)]
    [InlineData("""{"reason":"x","quantity":27}""", 400)]
    public async Task What_is_not_a_reduction_sells_nothing(string body, int expected)
    {
        using var desk = await HeldAsync();

        Assert.Equal(expected, (await StoppingHost.ReadAsync(desk.Make<OperatorOrdersFunction>().ReduceAsync(StoppingHost.Request(body), "AIG", desk.Client, default))).Status);
        Assert.Empty(await desk.Get<Execution.Requests.ExitRequestBook>().OpenAsync(default));
    }

    [Fact]
    public async Task Nothing_is_sold_that_is_not_held_or_under_halt_all()
    {
        using var desk = await HeldAsync();
        var function = desk.Make<OperatorOrdersFunction>();

        Assert.Equal(404, (await StoppingHost.ReadAsync(function.ReduceAsync(StoppingHost.Request("""{"reason":"x","target":0}"""), "IBM", desk.Client, default))).Status);
        await desk.Get<KillSwitch>().EscalateAsync(KillMode.HaltAll, "http", "anna", "test", default);
        var (status, problem) = await StoppingHost.ReadAsync(function.CloseAllAsync(StoppingHost.Request(Why), desk.Client, default));
        Assert.Equal((409, "kill_switch"), (status, problem.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Stops_are_cancelled_only_with_the_words_that_confirm_it()
    {
        using var desk = await HeldAsync();
        var function = desk.Make<OperatorOrdersFunction>();

        Assert.Equal(400, (await StoppingHost.ReadAsync(function.CancelAllAsync(StoppingHost.Request("{}"), default))).Status);
        Assert.Equal(400, (await StoppingHost.ReadAsync(function.CancelAllAsync(StoppingHost.Request("""{"reason":"x","force":true}"""), default))).Status);
        Assert.Equal("no order of ours works", (await StoppingHost.ReadAsync(function.CancelAllAsync(StoppingHost.Request(Why), default))).Body.GetProperty("reason").GetString());
        Assert.Equal(0, desk.Broker.Count("cancel"));
        var (_, all) = await StoppingHost.ReadAsync(function.CancelAllAsync(StoppingHost.Request("""{"reason":"x","force":true,"confirm":"cancel protective stops"}"""), default));
        Assert.Equal((4, 0, 2), (all.GetProperty("cancelled").GetArrayLength(), all.GetProperty("notCancelled").GetArrayLength(), desk.Broker.Count("cancel")));
    }

    [Fact]
    public async Task What_is_paused_is_listed_until_it_is_resumed_and_a_name_that_nothing_has_is_refused()
    {
        using var desk = await StoppingHost.StartAsync();
        var function = desk.Make<PausesFunction>();

        Assert.Equal(404, (await StoppingHost.ReadAsync(function.PauseStrategyAsync(StoppingHost.Request(Why), "swnig", default))).Status);
        Assert.Equal(400, (await StoppingHost.ReadAsync(function.PauseSymbolAsync(StoppingHost.Request(), "AIG", default))).Status);
        Assert.Equal("swing", (await StoppingHost.ReadAsync(function.PauseStrategyAsync(StoppingHost.Request(Why), "Swing", default))).Body.GetProperty("name").GetString());
        await function.PauseSymbolAsync(StoppingHost.Request(Why), "aig", default);

        var (_, state) = await StoppingHost.ReadAsync(desk.Make<StoppingFunction>().StateAsync(StoppingHost.Request(), desk.Client, default));
        Assert.Equal(["Strategy swing anna test", "Symbol AIG anna test"], state.GetProperty("pauses").EnumerateArray().Select(pause =>
            $"{pause.GetProperty("kind")} {pause.GetProperty("name")} {pause.GetProperty("who")} {pause.GetProperty("why")}"));
        await function.ResumeStrategyAsync(StoppingHost.Request(Why), "swing", default);
        var (_, left) = await StoppingHost.ReadAsync(function.ResumeSymbolAsync(StoppingHost.Request(Why), "AIG", default));
        Assert.Equal((true, 0), (left.GetProperty("changed").GetBoolean(), left.GetProperty("pauses").GetArrayLength()));
    }

    [Fact]
    public async Task A_job_runs_by_hand_once_a_slot_in_its_window_and_not_while_it_is_disabled()
    {
        using var desk = await StoppingHost.StartAsync();
        var jobs = desk.Make<JobsFunction>();
        async Task<(int Status, string Line)> RunAsync(string name, string body = Why)
        {
            var (status, answer) = await StoppingHost.ReadAsync(jobs.RunAsync(StoppingHost.Request(body), name, desk.Client, default));
            return (status, status == 200 ? answer.GetProperty("outcome").GetString()! : answer.GetProperty("detail").GetString()!);
        }

        Assert.Equal((409, "Scan did not run: 10:30 New York is outside [08:30, 09:25)"), await RunAsync("scan"));
        Assert.Equal((200, "would_skip"), await RunAsync("Scan", """{"reason":"x","dry_run":true}"""));
        Assert.Equal((200, "would_run"), await RunAsync("HealthCheck", """{"reason":"x","dry_run":true}"""));
        Assert.Equal((200, "ran"), await RunAsync("HealthCheck"));
        Assert.Equal((409, "HealthCheck did not run: already done"), await RunAsync("HealthCheck"));
        Assert.Equal(404, (await RunAsync("NoSuch")).Status);
        Assert.Equal(400, (await RunAsync("HealthCheck", "{}")).Status);

        await jobs.DisableAsync(StoppingHost.Request("""{"reason":"noisy"}"""), "Reconcile", default);
        Assert.Equal((409, "Reconcile did not run: disabled by anna: noisy"), await RunAsync("Reconcile"));
        await jobs.EnableAsync(StoppingHost.Request(Why), "Reconcile", default);
        Assert.Equal((200, "ran"), await RunAsync("Reconcile"));
    }

    [Fact]
    public async Task Every_job_can_be_run_by_hand_and_is_listed_with_its_next_fires()
    {
        using var desk = await StoppingHost.StartAsync();
        Assert.All(Jobs.All, job => Assert.NotNull(desk.Get<HandRuns>().BodyOf(job, desk.Client)));
        await desk.PassAsync(Duration.FromMinutes(6));

        var (_, answer) = await StoppingHost.ReadAsync(desk.Make<JobsFunction>().ListAsync(StoppingHost.Request(), default));
        var lines = answer.GetProperty("jobs").EnumerateArray().ToDictionary(job => job.GetProperty("name").GetString()!);

        Assert.Equal(Jobs.All.Select(job => job.Name), lines.Keys);
        Assert.Equal("2013-10-08T12:30:00Z", lines["Scan"].GetProperty("next")[0].GetString());
        Assert.Equal((0, "idle"), (lines["Scan"].GetProperty("missed").GetInt32(), lines["Scan"].GetProperty("status").GetString()));
        Assert.Equal(("2013-10-07T14:36Z", 0), (lines["Reconcile"].GetProperty("last").GetProperty("slot").GetString(), lines["Reconcile"].GetProperty("missed").GetInt32()));
    }

    [Fact]
    public async Task Agents_and_what_waits_are_told_and_only_what_is_of_another_day_is_cleared()
    {
        using var desk = await StoppingHost.StartAsync();
        await desk.Get<LoopControl>().EnsureAsync(desk.Client, Shared.Orders.Desk.Date.PlusDays(-3), default);
        await desk.PassAsync(Duration.FromMinutes(1));
        await desk.Get<RunLedger>().ClaimAsync(Jobs.Scan, Shared.Orders.Desk.Date.PlusDays(-3), "day", default);
        await desk.Get<RunLedger>().ClaimAsync(Jobs.Scan, Shared.Orders.Desk.Date, "day", default);
        desk.Clock.Advance(Duration.FromMinutes(20));
        var bus = desk.Make<EventBusFunction>();

        var agents = (await StoppingHost.ReadAsync(desk.Make<AgentsFunction>().StatusAsync(StoppingHost.Request(), desk.Client, default))).Body;
        Assert.Equal((Jobs.All.Count + 1, "ExecutionLoop"), (agents.GetProperty("count").GetInt32(), agents.GetProperty("agents")[0].GetProperty("name").GetString()));
        var stats = (await StoppingHost.ReadAsync(bus.StatsAsync(StoppingHost.Request(), desk.Client, default))).Body;
        Assert.True(stats.GetProperty("backlog").GetInt32() > 0);
        Assert.Equal(Jobs.All.Count, (await StoppingHost.ReadAsync(bus.ConsumersAsync(StoppingHost.Request(), default))).Body.GetProperty("count").GetInt32());

        var cleared = (await StoppingHost.ReadAsync(bus.ClearAsync(StoppingHost.Request(), desk.Client, default))).Body.GetProperty("cleared").EnumerateArray().Select(line => line.GetString());

        Assert.Contains("claim Scan 2013-10-04 day, attempt 1", cleared);
        Assert.DoesNotContain(cleared, line => line!.Contains("2013-10-07", StringComparison.Ordinal));
        var (status, problem) = await StoppingHost.ReadAsync(desk.Make<AgentsFunction>().RestartAsync(StoppingHost.Request(), "slow_agent", desk.Client, default));
        Assert.Equal(404, status);
        Assert.Contains("Reconcile", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    // Both brackets of AIG bought, the loop under way.
    private static async Task<StoppingHost> HeldAsync()
    {
        var desk = await StoppingHost.StartAsync();
        await desk.Get<LoopControl>().StartAsync(desk.Client, default);
        await desk.PassAsync(Duration.FromMinutes(1));
        foreach (var order in desk.Broker.All.Where(order => order is { ParentId: null, Side: OrderSide.Buy }).ToList())
        {
            desk.Broker.Fill(order, order.Quantity.Value, 50m);
        }

        await desk.PassAsync(Duration.FromMinutes(1));
        return desk;
    }
}

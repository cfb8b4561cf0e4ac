using Trading.Brokers;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Functions.Http;
using Trading.Operations;
using Trading.Tests.Shared.Orders;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Tests.Functions;

/// <summary>The routes that show the gates, and open and shut them.</summary>
public sealed class GateRouteTests : IDisposable
{
    private static readonly Caller Anna = new("anna", Role.Operator, "desktop");
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Each_gate_is_shown_open_or_shut_with_its_reason()
    {
        await desk.Kill.EscalateAsync(KillMode.CloseOnly, KillSources.Http, "anna", "test", default);
        desk.Broker.DeadReads.Add("clock");

        var (_, json) = await RouteCall.AskAsync(Gates(desk.Gates).ReadAsync, Anna, string.Empty);

        Assert.False(json.GetProperty("open").GetBoolean());
        Assert.Equal(
            [
                ("kill_switch", false, "close_only: kill switch active (http): test"),
                ("live", true, "paper trading at a simulator (in process)"),
                ("dry_run", false, "DRY_RUN enabled: entries go to the dry-run ledger"),
                ("approval", false, "nobody has approved that entries are sent"),
                ("market", false, "whether the market is open is not known: clock: 503"),
                ("watchlist", false, "Watchlist missing: watchlists/daily_candidates.csv"),
            ],
            json.GetProperty("gates").EnumerateArray().Select(gate =>
                (gate.GetProperty("name").GetString()!, gate.GetProperty("open").GetBoolean(), gate.GetProperty("why").GetString()!)));
    }

    [Fact]
    public async Task They_are_opened_and_shut_without_a_restart()
    {
        var gates = Gates(desk.Gates);
        Assert.Equal(200, (await RouteCall.AskAsync(gates.DryRunAsync, Anna, """{"on":false,"reason":"go"}""")).Status);
        Assert.Equal(200, (await RouteCall.AskAsync(gates.ApproveAsync, Anna, """{"reason":"go"}""")).Status);
        Assert.Equal(new GateState(DryRun: false, Approved: true, AccountMode.Paper), await desk.Gates.ReadAsync(default));

        var (_, json) = await RouteCall.AskAsync(gates.RevokeAsync, Anna, string.Empty);
        Assert.Equal((false, false, "paper"), (json.GetProperty("dry_run").GetBoolean(), json.GetProperty("approved").GetBoolean(), json.GetProperty("mode").GetString()));
        Assert.True((await RouteCall.AskAsync(gates.DryRunAsync, Anna, """{"on":true}""")).Json.GetProperty("dry_run").GetBoolean());
        Assert.Equal(4, (await desk.KindsAsync()).Count(kind => kind == "gate-changed"));
    }

    [Theory]
    [InlineData("{}", 400, "wrong_request")]
    [InlineData("""{"on":false,"operator":"bob"}""", 403, "not_you")]
    [InlineData("""{"on":false}""", 409, "held")]
    public async Task What_may_not_be_changed_is_refused_and_stays(string body, int status, string code)
    {
        var settings = DeskSettings.Read(name => name == "TRADING_MODE" ? "dry_run" : null);
        var held = new TradingGates(desk.Store, "paper", desk.Journal, new LiveGate(desk.Store, BrokerVenue.InProcess, settings));

        var (answered, json) = await RouteCall.AskAsync(Gates(held).DryRunAsync, Anna, body);

        Assert.Equal((status, code), (answered, json.GetProperty("type").GetString()));
        Assert.DoesNotContain("gate-changed", await desk.KindsAsync());
    }

    private GatesFunction Gates(TradingGates gates) =>
        new(new GatesReader(gates, desk.Kill, new FreshnessGate(new WatchlistStore(desk.Store), ExchangeCalendar.Nyse), desk.Broker, desk.Clock), gates);
}

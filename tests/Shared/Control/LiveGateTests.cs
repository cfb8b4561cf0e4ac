using System.Text;
using Trading.Brokers;
using Trading.Control;
using Trading.Orders;
using Trading.Storage;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Control;

/// <summary>Real money takes a setting, a token in two places and the host that matches; everything else is refused in the words of the runbooks.</summary>
public sealed class LiveGateTests
{
    private const string Token = "I_KNOW-42";
    private static readonly BrokerVenue Live = new(VenueKind.Live, "api.broker.test");

    [Theory]
    [InlineData(null, Token, Token, "LIVE_TRADING disabled")]
    [InlineData("no", Token, Token, "LIVE_TRADING disabled")]
    [InlineData("True", Token, Token, "LIVE_TRADING disabled")]
    [InlineData(" yes ", null, Token, "LIVE_CONFIRM_TOKEN missing")]
    [InlineData("1", " ", Token, "LIVE_CONFIRM_TOKEN missing")]
    [InlineData("1", Token, null, "confirm token file missing")]
    [InlineData("1", Token, " \n", "confirm token file empty")]
    [InlineData("1", Token, "i_know-42", "LIVE_CONFIRM_TOKEN mismatch")]
    [InlineData("1", Token, "I_KNOW-42 or not", "LIVE_CONFIRM_TOKEN mismatch")]
    [InlineData("1", Token, "\uFEFFI_KNOW-42\r\n", "live trading confirmed")]
    public async Task Live_is_confirmed_by_all_or_not_at_all(string? live, string? token, string? file, string why)
    {
        var store = new MemoryStore();
        await WriteAsync(store, file);
        var gate = new LiveGate(store, Live, Settings("live", live, token));

        Assert.Equal(new LiveVerdict(why == "live trading confirmed", why), await gate.CheckAsync(default));
        store.Fails = _ => true;
        Assert.False((await gate.CheckAsync(default)).IsOpen);
    }

    [Theory]
    [InlineData("live", VenueKind.Paper, "live trading takes the live host, and host is a paper host")]
    [InlineData("live", VenueKind.Simulated, "live trading takes the live host, and host is a simulator")]
    [InlineData("live", VenueKind.Unknown, "live trading takes the live host, and host is not known")]
    [InlineData("paper", VenueKind.Live, "paper trading takes a paper host, and host is a live host")]
    [InlineData("paper", VenueKind.Unknown, "paper trading takes a paper host, and host is not known")]
    [InlineData("nonsense", VenueKind.Live, "paper trading takes a paper host, and host is a live host")]
    [InlineData("paper", VenueKind.Paper, null)]
    [InlineData("paper", VenueKind.Simulated, null)]
    public async Task The_host_must_match(string mode, VenueKind kind, string? fault)
    {
        var store = new MemoryStore();
        await WriteAsync(store, Token);

        var verdict = await new LiveGate(store, new BrokerVenue(kind, "host"), Settings(mode, "1", Token)).CheckAsync(default);

        Assert.Equal(fault is null, verdict.IsOpen);
        Assert.Equal(fault ?? verdict.Why, verdict.Why);
    }

    [Theory]
    [InlineData("https://paper.broker.test/v2", VenueKind.Paper)]
    [InlineData("https://API.broker.test", VenueKind.Live)]
    [InlineData("http://api.broker.test", VenueKind.Unknown)]
    [InlineData("https://api.broker.test.evil.test", VenueKind.Unknown)]
    [InlineData("http://127.0.0.1:7072", VenueKind.Simulated)]
    [InlineData("http://localhost:7072", VenueKind.Simulated)]
    [InlineData("https://10.0.0.5", VenueKind.Unknown)]
    public void A_venue_is_known_by_its_host(string endpoint, VenueKind kind) =>
        Assert.Equal(kind, BrokerVenue.At(new Uri(endpoint), "paper.broker.test", "api.broker.test").Kind);

    [Theory]
    [InlineData(null, AccountMode.Paper, false)]
    [InlineData("", AccountMode.Paper, false)]
    [InlineData("paper", AccountMode.Paper, false)]
    [InlineData("live", AccountMode.Live, false)]
    [InlineData("dry_run", AccountMode.Paper, true)]
    [InlineData("LIVE", AccountMode.Paper, true)]
    [InlineData("alpaca", AccountMode.Paper, true)]
    public async Task An_unknown_mode_is_dry_run_whatever_the_gate_says(string? text, AccountMode mode, bool held)
    {
        using var desk = await Desk.OpenAsync();
        var gates = new TradingGates(desk.Store, "paper", desk.Journal, new LiveGate(desk.Store, BrokerVenue.InProcess, Settings(text, null, null)));

        var state = await gates.ReadAsync(default);

        Assert.Equal((held, mode), (state.DryRun, state.Mode));
        Assert.Equal(held, (await gates.SetDryRunAsync(false, "anna", "test", default)).DryRun);
    }

    [Fact]
    public async Task A_shut_live_gate_stops_entries_and_exits_and_lets_dry_run_write()
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Hold(Desk.Aig, 5, 50);
        await WriteAsync(desk.Store, Token);
        var gates = new TradingGates(desk.Store, "paper", desk.Journal, new LiveGate(desk.Store, Live, Settings("live", "1", Token)));
        var gateway = new OrderGateway(desk.Broker, desk.Book, desk.Kill, gates, desk.LimitsBook, desk.Store, desk.Journal, desk.Alerts, desk.Clock);
        var snapshot = await desk.SnapshotAsync(50m, Trading.Market.Symbol.Parse("BAC"));
        Assert.Equal(GatewayOutcome.Sent, (await gateway.SubmitAsync(Desk.Sell(1), snapshot, default)).Outcome);

        // Taken away while the process runs: it counts from the next order on.
        await ((IBlobs)desk.Store).DeleteAsync(KillSwitch.Container, LiveGate.TokenName, default);
        Assert.Equal("live_gate: confirm token file missing", (await gateway.SubmitAsync(Desk.Entry("BAC"), snapshot, default)).Sentence);
        Assert.Equal("live_gate", (await gateway.SubmitAsync(Desk.Sell(1, sequence: 2), snapshot, default)).Code);
        await gates.SetDryRunAsync(true, "anna", "test", default);
        Assert.Equal(GatewayOutcome.DryRun, (await gateway.SubmitAsync(Desk.Entry("BAC"), snapshot, default)).Outcome);
        Assert.Equal(1, desk.Broker.Count("submit"));
    }

    [Fact]
    public void The_token_is_never_shown() => Assert.DoesNotContain(Token, Settings("live", "1", Token).ToString(), StringComparison.Ordinal);

    private static DeskSettings Settings(string? mode, string? live, string? token) => DeskSettings.Read(name => name switch
    {
        "TRADING_MODE" => mode,
        "TRADING_LIVE" => live,
        "TRADING_LIVE_CONFIRM_TOKEN" => token,
        _ => null,
    });

    private static async Task WriteAsync(MemoryStore store, string? text)
    {
        if (text is not null)
        {
            await ((IBlobs)store).PutAsync(KillSwitch.Container, LiveGate.TokenName, Encoding.UTF8.GetBytes(text), default);
        }
    }
}

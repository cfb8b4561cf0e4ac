using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Orders;

/// <summary>The kill switch is read once more right before each call to the broker.</summary>
[Trait("Bug", "C4.31")]
public sealed class LastLookTests
{
    private const string First = "20131007-swing-AIG-buy-1";
    private const string Second = "20131007-swing-AIG-buy-2";

    [Fact]
    public async Task A_kill_after_the_checks_stops_an_entry_that_was_recorded_already()
    {
        using var desk = await Desk.OpenAsync();
        var snapshot = await desk.SnapshotAsync();
        desk.Store.Fails = key => key == $"orders/paper/{First}" && KillNow(desk);

        var result = await desk.Gateway.SubmitAsync(Desk.Entry(shares: 1), snapshot, default);

        Assert.Equal(0, desk.Broker.Count("submit"));
        Assert.Equal(GatewayOutcome.Rejected, result.Outcome);
        Assert.Equal((OrderState.Rejected, "never sent: kill_switch: close_only: test"), (result.Orders[0].State, result.Orders[0].Reason));
    }

    [Fact]
    public async Task A_kill_between_the_two_brackets_of_an_entry_stops_the_second()
    {
        using var desk = await Desk.OpenAsync();
        var snapshot = await desk.SnapshotAsync();
        var broker = new Interrupted(desk.Broker, () => KillNow(desk));
        using var gateway = new GatewayOn(desk, broker);

        var result = await gateway.Gateway.SubmitAsync(Desk.Entry(), snapshot, default);

        Assert.Equal([$"submit {First}"], desk.Broker.Calls.Where(call => call.StartsWith("submit", StringComparison.Ordinal)));
        Assert.Equal(GatewayOutcome.Sent, result.Outcome);
        Assert.Equal(OrderState.Rejected, result.Orders.Single(order => order.Id == Second).State);
    }

    [Fact]
    public async Task A_slow_broker_does_not_delay_a_kill()
    {
        using var desk = await Desk.OpenAsync();
        var slow = new TaskCompletionSource();
        var broker = new Interrupted(desk.Broker, () => false, slow.Task);
        using var gateway = new GatewayOn(desk, broker);
        var sending = gateway.Gateway.SubmitAsync(Desk.Entry(shares: 1), await desk.SnapshotAsync(), default);

        var state = await desk.Kill.EscalateAsync(KillMode.HaltAll, KillSources.Http, "anna", "test", default);

        Assert.Equal((KillMode.HaltAll, false), (state.Mode, sending.IsCompleted));
        slow.SetResult();
        Assert.Equal(GatewayOutcome.Sent, (await sending).Outcome);
    }

    [Fact]
    [Trait("Bug", "C2.8")]
    public async Task A_blocked_entry_keeps_its_id_for_the_next_try()
    {
        using var desk = await Desk.OpenAsync();
        await desk.Gates.RevokeAsync("anna", "not yet", default);
        Assert.Equal("approval_missing", (await desk.EnterAsync(Desk.Entry())).Code);
        Assert.Null(desk.Book.View.Find(First));

        await desk.Gates.ApproveAsync("anna", "now", default);
        Assert.Equal(GatewayOutcome.Sent, (await desk.EnterAsync(Desk.Entry())).Outcome);
    }

    [Fact]
    [Trait("Bug", "C4.32")]
    public async Task No_gate_that_concerns_entries_traps_an_exit()
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Hold(Desk.Aig, 10, 50);
        await desk.Gates.SetDryRunAsync(true, "anna", "test", default);
        await desk.Gates.RevokeAsync("anna", "test", default);
        await desk.Kill.EscalateAsync(KillMode.CloseOnly, KillSources.Http, "anna", "test", default);
        var snapshot = await desk.SnapshotAsync() with { WatchlistFresh = false };

        Assert.Equal(GatewayOutcome.Sent, (await desk.Gateway.SubmitAsync(Desk.Sell(5), snapshot, default)).Outcome);
        Assert.Equal(GatewayOutcome.Sent, (await desk.Gateway.SubmitAsync(Desk.Sell(5, sequence: 2, purpose: OrderPurpose.ProtectiveStop), snapshot, default)).Outcome);
    }

    // In the middle of somebody else's call to the store or the broker.
    private static bool KillNow(Desk desk)
    {
        desk.Store.Fails = null;
        var kill = new KillSwitch(desk.Store, desk.Store, desk.Broker.Account, desk.Journal, desk.Alerts, desk.Clock);
        kill.EscalateAsync(KillMode.CloseOnly, KillSources.Http, "anna", "test", default).AsTask().GetAwaiter().GetResult();
        return false;
    }

    private sealed class GatewayOn(Desk desk, IBroker broker) : IDisposable
    {
        public OrderGateway Gateway { get; } =
            new(broker, desk.Book, desk.Kill, desk.Gates, desk.LimitsBook, desk.Store, desk.Journal, desk.Alerts, desk.Clock);

        public void Dispose() => desk.Broker.Moods.Clear();
    }

    /// <summary>Something happens after a submit has begun; its answer may wait.</summary>
    private sealed class Interrupted(FakeBroker broker, Func<bool> meanwhile, Task? wait = null) : IBroker
    {
        public string Account => broker.Account;

        public BrokerVenue Venue => broker.Venue;

        public async ValueTask<BrokerAnswer> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken)
        {
            var answer = await broker.SubmitAsync(ticket, cancellationToken);
            await (wait ?? Task.CompletedTask);
            meanwhile();
            return answer;
        }

        public ValueTask<BrokerAnswer> ReplaceAsync(string brokerOrderId, ReplaceTicket ticket, CancellationToken cancellationToken) => broker.ReplaceAsync(brokerOrderId, ticket, cancellationToken);

        public ValueTask<BrokerAnswer> CancelAsync(string brokerOrderId, CancellationToken cancellationToken) => broker.CancelAsync(brokerOrderId, cancellationToken);

        public ValueTask<BrokerOrder?> FindAsync(string clientOrderId, CancellationToken cancellationToken) => broker.FindAsync(clientOrderId, cancellationToken);

        public ValueTask<IReadOnlyList<BrokerOrder>> OrdersAsync(Instant changedSince, CancellationToken cancellationToken) => broker.OrdersAsync(changedSince, cancellationToken);

        public ValueTask<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellationToken) => broker.PositionsAsync(cancellationToken);

        public ValueTask<IReadOnlyList<BrokerFill>> FillsAsync(Instant since, CancellationToken cancellationToken) => broker.FillsAsync(since, cancellationToken);

        public ValueTask<BrokerAccount> AccountAsync(CancellationToken cancellationToken) => broker.AccountAsync(cancellationToken);

        public ValueTask<MarketClock> ClockAsync(CancellationToken cancellationToken) => broker.ClockAsync(cancellationToken);
    }
}

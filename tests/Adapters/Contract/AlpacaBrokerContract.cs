using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using Trading.Adapters.Broker;
using Trading.Brokers;
using Trading.Embedded.Simulator;
using Trading.Market;
using Trading.Orders;
using Trading.Tests.Contract;
using Trading.Tests.Embedded.Broker;
using Trading.Tests.Support;

namespace Trading.Tests.Adapters.Contract;

/// <summary>The broker's adapter, at the simulator, through the broker's own client.</summary>
public sealed class AlpacaBrokerContract : BrokerContract, IAsyncLifetime
{
    private readonly ManualClock clock = new(FakeBars.At("10:00"));
    private readonly FakeBars bars = new();
    private AlpacaSimulator simulator = null!;
    private AlpacaVenue venue = null!;

    public AlpacaBrokerContract()
    {
        for (var time = new LocalTime(9, 30); time < new LocalTime(16, 0); time = time.PlusMinutes(1))
        {
            bars.Add(NodaTime.Text.LocalTimePattern.ExtendedIso.Format(time), 100m, 100.5m, 99.5m, 100.1m);
        }
    }

    protected override IBroker Broker => venue.Broker;

    protected override Symbol Symbol => Symbol.Parse("AIG");

    protected override decimal Near => 100m;

    protected override Instant Now => clock.Now;

    public async Task InitializeAsync()
    {
        simulator = await AlpacaSimulator.StartAsync(bars, new MemoryStore(clock), new SimulatorClock(clock), new SimulatorOptions { RequestsPerMinute = 0 }, None);
        venue = await AlpacaVenue.OpenAsync(AlpacaSettings.Read(_ => null, simulator.Address), clock, None);
    }

    public async Task DisposeAsync()
    {
        venue.Dispose();
        await simulator.DisposeAsync();
    }

    [Theory]
    [Trait("Bug", "C2.2")]
    [InlineData("504_after_accept")]
    [InlineData("disconnect_after_accept")]
    public async Task An_order_that_was_taken_in_silence_is_sent_once_and_found_by_its_id(string fault)
    {
        using var control = new HttpClient { BaseAddress = simulator.Address };
        using var asked = await control.PostAsJsonAsync("/simulator/faults", new { kind = fault, method = "POST", path = "/v2/orders" });
        Assert.Equal((201, string.Empty), ((int)asked.StatusCode, asked.IsSuccessStatusCode ? string.Empty : await asked.Content.ReadAsStringAsync()));
        var ticket = new OrderTicket("contract-silent", Symbol, OrderSide.Buy, OrderType.Market, TimeInForce.Day, new Quantity(10), null, null, null);
        await Assert.ThrowsAsync<BrokerUnclearException>(async () => await Broker.SubmitAsync(ticket, None));
        var found = await Broker.FindAsync("contract-silent", None);
        var again = await Broker.SubmitAsync(ticket, None);
        Assert.Equal((BrokerAnswerKind.Duplicate, found!.Id), (again.Kind, again.Order!.Id));
        Assert.Equal("contract-silent", Assert.Single(await Broker.OrdersAsync(Now, None)).ClientOrderId);
        var log = await control.GetFromJsonAsync<JsonElement>("/simulator/requests");
        Assert.Equal(2, log.EnumerateArray().Count(one => one.GetProperty("method").GetString() == "POST" && one.GetProperty("path").GetString() == "/v2/orders"));
    }

    protected override ValueTask PassAsync(int minutes)
    {
        clock.Advance(Duration.FromMinutes(minutes));
        return ValueTask.CompletedTask;
    }
}

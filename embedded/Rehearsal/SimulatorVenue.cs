using System.Net.Http.Json;
using NodaTime;
using Trading.Brokers;
using Trading.Embedded.Broker;
using Trading.Embedded.Market;
using Trading.Embedded.Simulator;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;
using Trading.Storage;

namespace Trading.Embedded.Rehearsal;

/// <summary>The simulated broker behind its HTTP API, in this process, and the broker's own adapter as its client: a rehearsal of the way that orders take when they leave this machine.</summary>
internal sealed class SimulatorVenue : IDeskVenue
{
    private readonly AlpacaSimulator simulator;
    private readonly CloudVenue cloud;
    private readonly HttpClient control;

    private SimulatorVenue(AlpacaSimulator simulator, CloudVenue cloud) =>
        (this.simulator, this.cloud, control) = (simulator, cloud, new HttpClient { BaseAddress = simulator.Address });

    public string Name => "simulated broker over HTTP";

    public IBroker Broker => cloud.Broker;

    public IMarketData Market => cloud.Market;

    /// <summary>Starts the simulator on a free port and opens the account there.</summary>
    /// <exception cref="RefusedException">This build has no adapters.</exception>
    public static async ValueTask<SimulatorVenue> OpenAsync(CloudPorts ports, IBarSource bars, IRecords records, TimeProvider clock, decimal cash, CancellationToken cancellationToken)
    {
        var options = new SimulatorOptions { RequestsPerMinute = 0, Account = new SimulatedBrokerOptions { StartingCash = cash } };
        var started = await AlpacaSimulator.StartAsync(bars, records, new SimulatorClock(clock), options, cancellationToken).ConfigureAwait(false);
        try
        {
            return new SimulatorVenue(started, await ports.OpenVenue(started.Address, clock, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await started.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask AdvanceToAsync(Instant now, CancellationToken cancellationToken)
    {
        using var answer = await control.PostAsJsonAsync("/simulator/clock", new SetClockJson(WireText.Time(now)), WireJson.Default.SetClockJson, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            throw new BrokerException($"the simulator did not set its clock to {now}: {await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        cloud.Connection.Dispose();
        await simulator.DisposeAsync().ConfigureAwait(false);
    }
}

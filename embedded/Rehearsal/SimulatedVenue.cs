using NodaTime;
using Trading.Brokers;
using Trading.Embedded.Broker;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Storage;
using Trading.Time;

namespace Trading.Embedded.Rehearsal;

/// <summary>The simulated broker in this process, over the desk's bars.</summary>
internal sealed class SimulatedVenue(IBarSource bars, IRecords records, TimeProvider clock, decimal cash) : IDeskVenue, IDisposable
{
    private readonly SimulatedBroker broker = new(bars, records, clock, ExchangeCalendar.Nyse, new SimulatedBrokerOptions { StartingCash = cash });

    public string Name => "simulated broker";

    public IBroker Broker => broker;

    public IMarketData Market { get; } = new ClockedMarketData(bars, clock);

    public ValueTask AdvanceToAsync(Instant now, CancellationToken cancellationToken) => broker.AdvanceToAsync(now, cancellationToken);

    public void Dispose() => broker.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}

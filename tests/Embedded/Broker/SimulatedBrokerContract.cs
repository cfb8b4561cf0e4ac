using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Tests.Contract;
using Trading.Time;

namespace Trading.Tests.Embedded.Broker;

public sealed class SimulatedBrokerContract : BrokerContract, IDisposable
{
    private readonly SimDay day = new("10:00");

    public SimulatedBrokerContract()
    {
        for (var time = new LocalTime(9, 30); time < new LocalTime(16, 0); time = time.PlusMinutes(1))
        {
            day.Bars.Add(NodaTime.Text.LocalTimePattern.ExtendedIso.Format(time), 100m, 100.5m, 99.5m, 100.1m);
        }
    }

    protected override IBroker Broker => day.Broker;

    protected override Symbol Symbol => Symbol.Parse("AIG");

    protected override decimal Near => 100m;

    protected override Instant Now => day.Clock.Now();

    public void Dispose() => day.Dispose();

    protected override ValueTask PassAsync(int minutes)
    {
        day.Clock.Advance(Duration.FromMinutes(minutes));
        return ValueTask.CompletedTask;
    }
}

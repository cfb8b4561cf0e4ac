using NodaTime;
using Trading.Market;
using Trading.Operations;
using Trading.Operations.Telemetry;
using Trading.Orders;
using Trading.Time;

namespace Trading.Tests.Telemetry;

/// <summary>While nobody listens, telling costs no memory: a rehearsal is measured in milliseconds.</summary>
[Collection(nameof(Overheard))]
public sealed class QuietTelemetryTests
{
    private static readonly JobRun Run = new(Jobs.Scan, new LocalDate(2026, 3, 5), null, "day", "scan-2026-03-05", 1);

    private static readonly OrderIntent Intent = new()
    {
        TradingDate = new LocalDate(2026, 3, 5), Strategy = "swing", Symbol = Symbol.Parse("AIG"), Side = OrderSide.Buy, Type = OrderType.Limit, TimeInForce = TimeInForce.Gtc,
        Purpose = OrderPurpose.Entry, CorrelationId = "scan-2026-03-05:AIG", Reason = "test", Parts = [],
    };

    private static readonly GatewayResult Result = new(GatewayOutcome.Sent, "sent", "sent", []);

    [Fact]
    public void Nothing_is_allocated()
    {
        Tell();
        Assert.Equal(0, Least(Enumerable.Range(0, 5).Select(static _ => Allocated(static () => Tell()))));
    }

    // Other tests may listen for a moment to the same meters; what they pay for is theirs.
    private static long Least(IEnumerable<long> measured) => measured.Min();

    private static long Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Tell()
    {
        for (var i = 0; i < 100; i++)
        {
            using var job = DeskSpans.Job(Run);
            using var cycle = DeskSpans.Cycle("execution-2026-03-05");
            using var order = DeskSpans.Order(Intent);
            order.Ended(Result);
            using var reconcile = DeskSpans.Reconcile("reconcile-2026-03-05T14:31Z");
            using var fill = DeskSpans.Fill("scan-2026-03-05:AIG", TelemetryWords.Of(OrderSide.Buy), Intent.Symbol);
            DeskMeters.JobEnded("Scan", TelemetryWords.Done, TimeSpan.FromSeconds(1));
            DeskMeters.CycleEnded(TimeSpan.FromSeconds(1));
            DeskMeters.OrderEnded(TelemetryWords.OutcomeOf("order-submitted"), TelemetryWords.Of(OrderPurpose.Entry));
            DeskMeters.Blocked("kill_switch");
            DeskMeters.Filled(TelemetryWords.Of(OrderSide.Sell));
            DeskMeters.Slipped(1.5m, TelemetryWords.OfHour(9), "buy");
            DeskMeters.ReconcileFailedFor(0);
            DeskMeters.BrokerRequest("ok");
            job.Ended(TelemetryWords.Done);
        }
    }
}

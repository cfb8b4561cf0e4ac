using Trading.Tests.Shared.Operations.Inquiry;

namespace Trading.Tests.Telemetry;

/// <summary>A rehearsal tells nobody, whatever is set: nothing of an exporter is even loaded.</summary>
[Collection(RehearsedDays.Name)]
public sealed class RehearsalLoadsTests(RehearsedDays days)
{
    [Fact]
    public void A_rehearsal_loads_nothing_of_OpenTelemetry()
    {
        Assert.Contains("Trading.Functions", days.Loaded);
        Assert.Contains("Trading.Embedded", days.Loaded);
        Assert.DoesNotContain(days.Loaded, static name => name.StartsWith("OpenTelemetry", StringComparison.Ordinal));
    }
}

using Trading.Market;
using Trading.Market.Archive;
using Trading.Time;

namespace Trading.Operations.Health;

/// <summary>The archive of bars is there, can be read, and was refreshed in the night. For a desk whose bars come from a feed.</summary>
public sealed class BarsCheck(ArchiveStore archives, ExchangeCalendar calendar) : IHealthCheck
{
    /// <inheritdoc/>
    public string Name => "bars";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        try
        {
            var current = await archives.CurrentAsync(cancellationToken).ConfigureAwait(false);
            var expected = ArchiveAge.Expected(calendar, round.Now);
            return current is null ? CheckResult.Unhealthy(Name, "there is no archive of bars yet: POST jobs/NightlyResearch/run")
                : current.Target is var pointer && pointer.Newest < expected
                    ? CheckResult.Degraded(Name, $"the archive ends {pointer.Newest:uuuu-MM-dd} and should reach {expected:uuuu-MM-dd}: POST jobs/NightlyResearch/run")
                    : CheckResult.Healthy(Name, $"{pointer.Symbols} symbols through {pointer.Newest:uuuu-MM-dd}");
        }
        catch (MarketDataException fault)
        {
            return CheckResult.Unhealthy(Name, fault.Message);
        }
    }
}

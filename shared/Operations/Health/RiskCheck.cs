using Trading.Brokers;
using Trading.Risk;
using Trading.Risk.Limits;
using Trading.Time;

namespace Trading.Operations.Health;

/// <summary>Equity against its marks. It is the watch of losses too: day and night, and while no cycle runs.</summary>
public sealed class RiskCheck(IBroker broker, RiskReader reader, LimitsBook limits, ExchangeCalendar calendar) : IHealthCheck
{
    /// <inheritdoc/>
    public string Name => "risk";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var desk = new DeskSnapshot
        {
            At = round.Now,
            Date = RiskDay.Of(round.Now, calendar),
            Positions = await broker.PositionsAsync(cancellationToken).ConfigureAwait(false),
            Account = await broker.AccountAsync(cancellationToken).ConfigureAwait(false),
        };
        desk = await reader.WatchAsync(desk, faults.Add, cancellationToken).ConfigureAwait(false);
        var current = await limits.CurrentAsync(cancellationToken).ConfigureAwait(false);
        return LossChecks.WhyNoEntries(desk.Losses, current) is { } why ? CheckResult.Degraded(Name, faults.Count > 0 ? faults[0] : why.Sentence)
            : desk.Losses is { } losses && losses.SizeFactor(current) < 1m
                ? CheckResult.Degraded(Name, $"entries keep {losses.SizeFactor(current):0.##} of their size: equity is {losses.FromDayPeak:0.00%} under the day's peak")
            : CheckResult.Healthy(Name, $"equity ${desk.Account!.Equity:0.00}, the day's peak ${desk.Marks!.DayPeak:0.00}, the all-time peak ${desk.Marks.AllTimePeak:0.00}");
    }
}

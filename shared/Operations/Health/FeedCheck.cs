using NodaTime;
using Trading.Market;

namespace Trading.Operations.Health;

/// <summary>The benchmark's price is current while the session is open.</summary>
public sealed class FeedCheck(IMarketData market, Symbol benchmark) : IHealthCheck
{
    private static readonly Duration Settled = Duration.FromMinutes(5);
    private static readonly Duration Old = Duration.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => "feed";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        if (!round.IsInSession(Settled))
        {
            return CheckResult.Healthy(Name, "no session");
        }

        var quotes = await market.QuotesAsync([benchmark], cancellationToken).ConfigureAwait(false);
        if (!quotes.TryGetValue(benchmark, out var quote))
        {
            return CheckResult.Degraded(Name, $"{benchmark} has no price");
        }

        var age = round.Now - quote.At;
        return age > Old
            ? CheckResult.Degraded(Name, $"the price of {benchmark} is {(int)age.TotalMinutes} minutes old")
            : CheckResult.Healthy(Name, $"{benchmark} at {quote.Last}");
    }
}

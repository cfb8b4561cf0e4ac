using NodaTime;
using Trading.Operations.Backups;

namespace Trading.Operations.Health;

/// <summary>There is a snapshot of the last half hour while the market is open.</summary>
public sealed class BackupCheck(BackupShelf shelf) : IHealthCheck
{
    private static readonly Duration Settled = Duration.FromMinutes(35);
    private static readonly Duration Oldest = Duration.FromMinutes(30);

    /// <inheritdoc/>
    public string Name => "backup";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        if (!round.IsInSession(Settled))
        {
            return CheckResult.Healthy(Name, "no session");
        }

        var newest = await shelf.NewestOnAsync(round.Now.InUtc().Date, cancellationToken).ConfigureAwait(false);
        var age = newest is { } taken ? Duration.Max(Duration.Zero, round.Now - taken) : Duration.MaxValue;
        return newest is null ? CheckResult.Degraded(Name, "there is no snapshot of today")
            : age > Oldest ? CheckResult.Degraded(Name, $"the newest snapshot is {(int)age.TotalMinutes} minutes old")
            : CheckResult.Healthy(Name, $"the newest snapshot is {(int)age.TotalMinutes} minutes old");
    }
}

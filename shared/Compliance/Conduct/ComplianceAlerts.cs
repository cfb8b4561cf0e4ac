using Trading.Journal;
using Trading.Operations;
using Trading.Storage;
using Trading.Time;

namespace Trading.Compliance.Conduct;

/// <summary>What became of a review.</summary>
/// <param name="Alert">The alert afterwards; null when there is none of that id.</param>
/// <param name="Refusal">Null when it was written down; otherwise <c>unknown</c> or <c>closed</c>.</param>
public readonly record struct ReviewAnswer(ComplianceAlert? Alert, string? Refusal);

/// <summary>Compliance alerts and their reviews: table <c>compliancealerts</c>, partition = account, row = the finding's id.</summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer.</exception>
public sealed class ComplianceAlerts(IRecords records, string account, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    private const int MostTries = 20;
    private readonly RecordTable<ComplianceAlert> table = new(records, "compliancealerts");

    /// <summary>All alerts, in falling ordinal order of their id: the newest date first.</summary>
    public async ValueTask<IReadOnlyList<ComplianceAlert>> ListAsync(CancellationToken cancellationToken)
    {
        var kept = await table.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false);
        return [.. kept.Select(versioned => versioned.Value).OrderByDescending(alert => alert.Id, StringComparer.Ordinal)];
    }

    /// <summary>Keeps a finding, journals and tells it; false when it is known.</summary>
    public async ValueTask<bool> KeepAsync(Finding finding, CancellationToken cancellationToken)
    {
        if (await table.GetAsync(account, finding.Id, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        // Told before it is kept: a process that dies in between tells twice, never not at all.
        var data = new { finding.Id, finding.Rule, finding.Symbol, finding.Orders, finding.Sentence };
        await journal.AppendAsync("compliance-finding", finding.Id, data, cancellationToken).ConfigureAwait(false);
        await alerts.RaiseAsync($"compliance-{finding.Rule.Replace('_', '-')}", AlertSeverity.Warning, finding.Id, finding.Sentence, cancellationToken).ConfigureAwait(false);
        var alert = new ComplianceAlert(
            finding.Id, finding.Date, finding.Rule, finding.Symbol, finding.Orders, finding.Sentence, clock.Now(), ReviewState.Open, []);
        return await table.InsertAsync(account, finding.Id, alert, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>Writes down what a person did about an alert, journalled as <c>compliance-reviewed</c>. A closed one changes no more.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="to">Where it stands now; not <see cref="ReviewState.Open"/>.</param>
    /// <param name="by">The person.</param>
    /// <param name="reason">Why, a sentence.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    public async ValueTask<ReviewAnswer> ReviewAsync(string id, ReviewState to, string by, string reason, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (!StorageNames.IsKey(id) || await table.GetAsync(account, id, cancellationToken).ConfigureAwait(false) is not { } kept)
            {
                return new ReviewAnswer(null, "unknown");
            }

            if (kept.Value.State == ReviewState.Closed)
            {
                return new ReviewAnswer(kept.Value, "closed");
            }

            var after = kept.Value with { State = to, Steps = [.. kept.Value.Steps, new ReviewStep(to, by, reason, clock.Now())] };
            if (await table.ReplaceAsync(account, id, after, kept.Version, cancellationToken).ConfigureAwait(false) is not null)
            {
                await journal.AppendAsync("compliance-reviewed", id, new { Id = id, From = kept.Value.State, To = to, Who = by, Why = reason }, cancellationToken).ConfigureAwait(false);
                return new ReviewAnswer(after, null);
            }
        }

        throw new StorageException($"compliance alert {id} could not be changed in {MostTries} tries: other writers were always first");
    }
}

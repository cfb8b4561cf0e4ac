using Trading.Storage;
using Trading.Time;

namespace Trading.Risk.Limits;

/// <summary>
/// The limits in force, kept in table <c>limits</c>, partition = the account, row <c>effective</c>, and read again at every decision: a restart, a deployment or a changed default raises nothing.
/// </summary>
public sealed class LimitsBook(
    IRecords records, string account, RiskLimits defaults, TimeProvider clock)
{
    /// <summary>The table of the limits and their history.</summary>
    public const string Table = "limits";

    /// <summary>The row of the limits in force.</summary>
    public const string Row = "effective";

    private readonly RecordTable<LimitState> table = new(records, Table);
    private Reading? last;

    /// <summary>The limits as this process read them last, the defaults before that: for what must go on when the store cannot answer.</summary>
    public RiskLimits Known => last?.Limits ?? defaults;

    /// <summary>The limits for one decision.</summary>
    /// <exception cref="StorageException">The store could not answer: no entry is decided.</exception>
    public async ValueTask<RiskLimits> CurrentAsync(CancellationToken cancellationToken)
    {
        var row = await records.GetAsync(Table, account, Row, cancellationToken).ConfigureAwait(false);
        return last is { } known && known.Version == row?.Version ? known.Limits : await ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RiskLimits> ReadAsync(CancellationToken cancellationToken)
    {
        var kept = await table.GetAsync(account, Row, cancellationToken).ConfigureAwait(false);
        if (kept is null)
        {
            var values = LimitTable.ValuesOf(defaults);
            var first = new LimitState(new LimitChange(1, "default", "desk", null, "the first limits of this account", clock.Now(), [], values), values);
            await table.InsertAsync(account, Row, first, cancellationToken).ConfigureAwait(false);
            kept = await table.GetAsync(account, Row, cancellationToken).ConfigureAwait(false) ?? throw new StorageException("the limits were written and are not there");
        }

        var limits = LimitTable.With(defaults, kept.Value.Values);
        last = new Reading(kept.Version, limits);
        return limits;
    }

    private sealed record Reading(string Version, RiskLimits Limits);
}

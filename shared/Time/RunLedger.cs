using NodaTime;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Time;

/// <summary>
/// Which slots of which jobs are started, done or failed, so that each is done once however often its timer fires.
/// Table <c>runs</c>: partition = trading date, row = <c>Job:slot</c>. Every write is an insert or depends on the version read, so of two racing fires one wins.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer: what cannot be looked up does not run.</exception>
public sealed class RunLedger(IRecords records, TimeProvider clock)
{
    /// <summary>The table of runs.</summary>
    public const string Table = "runs";

    /// <summary>The table of <see cref="JobSwitch"/>, all in partition <see cref="SwitchPartition"/>, row = the job's name.</summary>
    public const string SwitchTable = "jobs";

    /// <summary>The one partition of <see cref="SwitchTable"/>.</summary>
    public const string SwitchPartition = "switch";

    private const int MostTries = 20;
    private readonly RecordTable<RunRecord> runs = new(records, Table);
    private readonly RecordTable<JobSwitch> switches = new(records, SwitchTable);

    /// <summary>Claims a slot. Refused when it is done, under way under a live lease, or the job is disabled; a dead or failed attempt is followed by the next.</summary>
    public async ValueTask<RunClaim> ClaimAsync(Job job, LocalDate date, string slot, CancellationToken cancellationToken)
    {
        var (partition, row) = (Partition(date), Row(job.Name, slot));
        for (var tries = 0; tries < MostTries; tries++)
        {
            var found = await runs.GetAsync(partition, row, cancellationToken).ConfigureAwait(false);
            var now = clock.Now();
            var refusal = Refusal(found?.Value, now) ?? await DisabledAsync(job, cancellationToken).ConfigureAwait(false);
            if (refusal is not null)
            {
                return new RunClaim(found?.Value, null, refusal);
            }

            var next = new RunRecord(job.Name, date, slot, RunState.Started, (found?.Value.Attempt ?? 0) + 1, now, now + job.Lease, null, null);
            var version = found is null
                ? await runs.InsertAsync(partition, row, next, cancellationToken).ConfigureAwait(false)
                : await runs.ReplaceAsync(partition, row, next, found.Version, cancellationToken).ConfigureAwait(false);
            if (version is not null)
            {
                return new RunClaim(next, version, null);
            }

            // Another fire was first: what it wrote is read and judged like any other row.
        }

        throw new StorageException($"{partition} {row} could not be claimed in {MostTries} tries: the row changed each time");
    }

    /// <summary>Marks a claimed run done; false when a later attempt has taken it over.</summary>
    public ValueTask<bool> CompleteAsync(RunClaim claim, string result, CancellationToken cancellationToken) =>
        EndAsync(claim, RunState.Done, result, cancellationToken);

    /// <summary>Marks a claimed run failed, so that the next fire tries again; false when a later attempt has taken it over.</summary>
    public ValueTask<bool> FailAsync(RunClaim claim, string error, CancellationToken cancellationToken) =>
        EndAsync(claim, RunState.Failed, error, cancellationToken);

    /// <summary>The newest attempt at a slot, or null when there was none.</summary>
    public async ValueTask<RunRecord?> FindAsync(string job, LocalDate date, string slot, CancellationToken cancellationToken) =>
        (await runs.GetAsync(Partition(date), Row(job, slot), cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Whether a slot is done.</summary>
    public async ValueTask<bool> IsDoneAsync(string job, LocalDate date, string slot, CancellationToken cancellationToken) =>
        await FindAsync(job, date, slot, cancellationToken).ConfigureAwait(false) is { State: RunState.Done };

    /// <summary>The rows of a trading date, by job and slot.</summary>
    public async ValueTask<IReadOnlyList<RunRecord>> OnAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var stored = await runs.QueryAsync(Partition(date), string.Empty, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(versioned => versioned.Value)];
    }

    /// <summary>The operator's switch of a job, or null when it was never set.</summary>
    public async ValueTask<JobSwitch?> SwitchOfAsync(string job, CancellationToken cancellationToken) =>
        (await switches.GetAsync(SwitchPartition, job, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Sets the operator's switch of a job.</summary>
    public async ValueTask SetSwitchAsync(Job job, JobSwitch next, CancellationToken cancellationToken) =>
        await switches.PutAsync(SwitchPartition, job.Name, next, cancellationToken).ConfigureAwait(false);

    /// <summary>Why a slot could not be claimed now, or null when it could; nothing is claimed.</summary>
    public async ValueTask<string?> WhyNotAsync(Job job, LocalDate date, string slot, CancellationToken cancellationToken) =>
        Refusal(await FindAsync(job.Name, date, slot, cancellationToken).ConfigureAwait(false), clock.Now()) ?? await DisabledAsync(job, cancellationToken).ConfigureAwait(false);

    /// <summary>Marks the runs of a date failed whose lease has ended without a word.</summary>
    /// <returns>The runs as they were.</returns>
    public async ValueTask<IReadOnlyList<RunRecord>> ReleaseDeadAsync(LocalDate date, string note, CancellationToken cancellationToken)
    {
        var released = new List<RunRecord>();
        foreach (var row in await runs.QueryAsync(Partition(date), string.Empty, cancellationToken).ConfigureAwait(false))
        {
            if (row.Value.State == RunState.Started && !row.Value.IsAlive(clock.Now())
                && await EndAsync(new RunClaim(row.Value, row.Version, null), RunState.Failed, note, cancellationToken).ConfigureAwait(false))
            {
                released.Add(row.Value);
            }
        }

        return released;
    }

    /// <summary>Marks the runs of a job that were done after an instant failed, so that they are done again: a restore took back what they wrote.</summary>
    /// <returns>The runs as they were.</returns>
    internal async ValueTask<IReadOnlyList<RunRecord>> ReopenAsync(Job job, Instant after, string note, CancellationToken cancellationToken)
    {
        var reopened = new List<RunRecord>();
        for (var date = NewYork.DateOf(after); date <= NewYork.DateOf(clock.Now()); date = date.PlusDays(1))
        {
            foreach (var row in await runs.QueryAsync(Partition(date), $"{job.Name}:", cancellationToken).ConfigureAwait(false))
            {
                if (row.Value is { State: RunState.Done, EndedAt: { } ended } && ended > after
                    && await EndAsync(new RunClaim(row.Value, row.Version, null), RunState.Failed, note, cancellationToken).ConfigureAwait(false))
                {
                    reopened.Add(row.Value);
                }
            }
        }

        return reopened;
    }

    private static string? Refusal(RunRecord? row, Instant now) => row switch
    {
        { State: RunState.Done } => "already done",
        not null when row.IsAlive(now) => $"running elsewhere: attempt {row.Attempt}, lease until {InstantPattern.General.Format(row.LeaseUntil)}",
        _ => null,
    };

    private async ValueTask<string?> DisabledAsync(Job job, CancellationToken cancellationToken) =>
        await SwitchOfAsync(job.Name, cancellationToken).ConfigureAwait(false) is { Enabled: false } off ? $"disabled by {off.By}: {off.Reason}" : null;

    private async ValueTask<bool> EndAsync(RunClaim claim, RunState state, string note, CancellationToken cancellationToken)
    {
        if (claim is not { Row: { } row, Version: { } version })
        {
            throw new ArgumentException("only a claim that was granted can be ended", nameof(claim));
        }

        var ended = row with { State = state, EndedAt = clock.Now(), Note = note };
        return await runs.ReplaceAsync(Partition(row.Date), Row(row.Job, row.Slot), ended, version, cancellationToken).ConfigureAwait(false) is not null;
    }

    private static string Partition(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Row(string job, string slot) => $"{job}:{slot}";
}

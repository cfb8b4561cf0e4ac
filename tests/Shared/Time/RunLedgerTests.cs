using NodaTime;
using Trading.Storage;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Time;

public sealed class RunLedgerTests
{
    private static readonly LocalDate Date = new(2013, 10, 7);
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ManualClock clock = new(Instant.FromUtc(2013, 10, 7, 12, 30));
    private readonly MemoryStore store;
    private readonly RunLedger ledger;

    public RunLedgerTests()
    {
        store = new MemoryStore(clock);
        ledger = new RunLedger(store, clock);
    }

    [Fact]
    public async Task A_claim_is_granted_once_while_its_lease_lives()
    {
        var claim = await ClaimAsync();
        Assert.Equal((RunState.Started, 1, clock.Now + Jobs.Scan.Lease), (claim.Row!.State, claim.Row.Attempt, claim.Row.LeaseUntil));
        clock.Advance(Jobs.Scan.Lease - Duration.FromTicks(1));
        Assert.StartsWith("running elsewhere: attempt 1", (await ClaimAsync()).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Bug", "C6.49")]
    public async Task A_dead_lease_is_taken_over_at_its_end_and_the_dead_attempt_can_end_nothing_any_more()
    {
        var dead = await ClaimAsync();
        clock.Advance(Jobs.Scan.Lease);
        var second = await ClaimAsync();
        Assert.Equal(2, second.Row!.Attempt);
        Assert.False(await ledger.CompleteAsync(dead, "late", None));
        Assert.False(await ledger.FailAsync(dead, "late", None));
        Assert.True(await ledger.CompleteAsync(second, "in time", None));
        Assert.Equal("in time", (await ledger.FindAsync("Scan", Date, "day", None))!.Note);
    }

    [Fact]
    public async Task A_failed_run_is_claimed_at_once_and_a_done_one_never_again()
    {
        await ledger.FailAsync(await ClaimAsync(), "no bars", None);
        var second = await ClaimAsync();
        Assert.Equal(2, second.Row!.Attempt);
        await ledger.CompleteAsync(second, "done", None);
        clock.Advance(Duration.FromDays(30));
        Assert.Equal("already done", (await ClaimAsync()).Refusal);
        Assert.True(await ledger.IsDoneAsync("Scan", Date, "day", None));
        Assert.False(await ledger.IsDoneAsync("Scan", Date.PlusDays(1), "day", None));
    }

    [Fact]
    public async Task Of_two_fires_that_read_the_same_empty_or_dead_row_one_wins()
    {
        Assert.Equal(1, await WinnersAsync());
        clock.Advance(Jobs.Scan.Lease);
        Assert.Equal(1, await WinnersAsync());

        async Task<int> WinnersAsync()
        {
            var racing = new RacingRecords(store);
            var fires = new[] { new RunLedger(racing, clock), new RunLedger(racing, clock) };
            var claims = await Task.WhenAll(fires.Select(fire => fire.ClaimAsync(Jobs.Scan, Date, "day", None).AsTask()));
            return claims.Count(claim => claim.Refusal is null);
        }
    }

    [Fact]
    public async Task A_store_that_never_takes_the_claim_is_given_up()
    {
        var fault = await Assert.ThrowsAsync<StorageException>(() => new RunLedger(new RacingRecords(store) { Refuses = true }, clock).ClaimAsync(Jobs.Scan, Date, "day", None).AsTask());
        Assert.Contains("20 tries", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_claim_cannot_be_ended()
    {
        await ClaimAsync();
        var refused = await ClaimAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => ledger.CompleteAsync(refused, "not mine", None).AsTask());
    }

    [Fact]
    public async Task The_rows_of_a_date_and_the_last_done_run_are_told()
    {
        foreach (var (minute, state) in new[] { (31, RunState.Done), (32, RunState.Done), (33, RunState.Failed) })
        {
            clock.Now = Instant.FromUtc(2013, 10, 7, 13, minute);
            var claim = await ledger.ClaimAsync(Jobs.Reconcile, Date, $"2013-10-07T13:{minute}Z", None);
            await (state == RunState.Done ? ledger.CompleteAsync(claim, "0 differences", None) : ledger.FailAsync(claim, "timeout", None));
        }

        await ClaimAsync();
        Assert.Equal(
            ["Reconcile 2013-10-07T13:31Z Done", "Reconcile 2013-10-07T13:32Z Done", "Reconcile 2013-10-07T13:33Z Failed", "Scan day Started"],
            (await ledger.OnAsync(Date, None)).Select(row => $"{row.Job} {row.Slot} {row.State}"));
        Assert.Empty(await ledger.OnAsync(Date.PlusDays(1), None));
    }

    private async Task<RunClaim> ClaimAsync() => await ledger.ClaimAsync(Jobs.Scan, Date, "day", None);

    /// <summary>Holds the first two reads of a run back until both have been made, so that both fires decide on the same row.</summary>
    private sealed class RacingRecords(IRecords inner) : IRecords
    {
        private readonly TaskCompletionSource bothHaveRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int reads;

        public bool Refuses { get; init; }

        public async ValueTask<StoredRecord?> GetAsync(string table, string partition, string row, CancellationToken cancellationToken)
        {
            var found = await inner.GetAsync(table, partition, row, cancellationToken);
            if (table != RunLedger.Table || Refuses)
            {
                return found;
            }

            if (Interlocked.Increment(ref reads) == 2)
            {
                bothHaveRead.SetResult();
            }

            await bothHaveRead.Task;
            return found;
        }

        public ValueTask<IReadOnlyList<StoredRecord>> QueryAsync(string table, string partition, string rowPrefix, CancellationToken cancellationToken) =>
            inner.QueryAsync(table, partition, rowPrefix, cancellationToken);

        public IAsyncEnumerable<StoredRecord> ScanAsync(string table, CancellationToken cancellationToken) => inner.ScanAsync(table, cancellationToken);

        public ValueTask<string?> InsertAsync(string table, string partition, string row, string json, CancellationToken cancellationToken) =>
            Refuses ? ValueTask.FromResult<string?>(null) : inner.InsertAsync(table, partition, row, json, cancellationToken);

        public ValueTask<string?> ReplaceAsync(string table, string partition, string row, string json, string version, CancellationToken cancellationToken) =>
            inner.ReplaceAsync(table, partition, row, json, version, cancellationToken);

        public ValueTask<string> PutAsync(string table, string partition, string row, string json, CancellationToken cancellationToken) =>
            inner.PutAsync(table, partition, row, json, cancellationToken);

        public ValueTask<bool> DeleteAsync(string table, string partition, string row, CancellationToken cancellationToken) =>
            inner.DeleteAsync(table, partition, row, cancellationToken);
    }
}

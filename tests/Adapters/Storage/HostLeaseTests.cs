using NodaTime;
using Trading.Embedded.Rehearsal;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Adapters.Storage;

/// <summary>A desk knows that it may have lost its store before another desk can have it, whatever the store does meanwhile.</summary>
public sealed class HostLeaseTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly SteppedClock clock = new(Instant.FromUtc(2026, 3, 2, 15, 0));

    [Fact]
    public async Task A_store_that_does_not_answer_ends_the_lease_before_it_ends_by_itself()
    {
        var taken = clock.Now;
        var store = new StalledLeases(clock);
        await using var lease = await HostLease.TakeAsync(store, "one", clock, None);
        var lost = new TaskCompletionSource();
        await using var told = lease.Lost.Register(lost.SetResult);
        Assert.Equal(TimeSpan.FromSeconds(15), await clock.StepAsync(TimeSpan.FromMinutes(1)));
        await store.Asked.Task;
        await clock.StepAsync(TimeSpan.FromMinutes(10));
        await lost.Task;
        Assert.True(clock.Now - taken < Duration.FromSeconds(60));
        store.Answer.SetResult();
    }

    [Fact]
    public async Task What_the_first_answer_took_is_no_part_of_the_lease()
    {
        var taken = clock.Now;
        var store = new StalledLeases(clock) { First = Duration.FromSeconds(40) };
        await using var lease = await HostLease.TakeAsync(store, "one", clock, None);
        var lost = new TaskCompletionSource();
        await using var told = lease.Lost.Register(lost.SetResult);
        await clock.StepAsync(TimeSpan.FromMinutes(1));
        await lost.Task;
        Assert.True(clock.Now - taken < Duration.FromSeconds(60));
        store.Answer.SetResult();
    }

    /// <summary>Gives a lease, and then says nothing about it.</summary>
    private sealed class StalledLeases(SteppedClock clock) : IBlobs
    {
        private readonly IBlobs none = new MemoryStore();
        private bool given;

        public Duration First { get; init; }

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<bool> TryLeaseAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken)
        {
            if (!given)
            {
                given = true;
                clock.Advance(First);
                return true;
            }

            Asked.TrySetResult();
            await Answer.Task.WaitAsync(cancellationToken);
            throw new StorageException("no answer in time");
        }

        public ValueTask ReleaseLeaseAsync(string name, string holder, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask<StoredBlob?> ReadAsync(string container, string name, CancellationToken cancellationToken) => none.ReadAsync(container, name, cancellationToken);

        public ValueTask<string> PutAsync(string container, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => none.PutAsync(container, name, content, cancellationToken);

        public ValueTask<string?> WriteIfAsync(string container, string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) =>
            none.WriteIfAsync(container, name, content, version, cancellationToken);

        public ValueTask<bool> AppendAsync(string container, string name, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken) =>
            none.AppendAsync(container, name, content, position, cancellationToken);

        public ValueTask<IReadOnlyList<BlobItem>> ListAsync(string container, string prefix, CancellationToken cancellationToken) => none.ListAsync(container, prefix, cancellationToken);

        public ValueTask<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken) => none.DeleteAsync(container, name, cancellationToken);
    }
}

using Trading.Storage;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>
/// The instances in memory, each change written before it counts. One process holds the state folder, so memory is the truth, except after a
/// write that threw: whether it happened is not known, and the instance is read again before it is used. Not for two threads at a time.
/// </summary>
internal sealed class InstanceBook(InstanceStore store)
{
    private readonly SortedDictionary<string, OrchestrationInstance> instances = new(StringComparer.Ordinal);
    private readonly SortedSet<string> unsure = new(StringComparer.Ordinal);

    /// <summary>The earliest instant at which an instance's code is to run, UTC; the distant past while one has to be read again.</summary>
    public DateTime? NextDue => unsure.Count > 0 ? DateTime.UnixEpoch : instances.Values.Min(instance => instance.NextDue);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var instance in await store.LoadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            instances.Add(instance.Id, instance);
        }
    }

    /// <summary>The instance of an id, or null.</summary>
    /// <exception cref="StorageException">It had to be read again and could not be.</exception>
    public async ValueTask<OrchestrationInstance?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (unsure.Contains(id))
        {
            await ReadAgainAsync(id, cancellationToken).ConfigureAwait(false);
        }

        return instances.GetValueOrDefault(id);
    }

    /// <summary>The instances in order of their ids.</summary>
    /// <exception cref="StorageException">One had to be read again and could not be.</exception>
    public async ValueTask<IReadOnlyList<OrchestrationInstance>> AllAsync(CancellationToken cancellationToken)
    {
        while (unsure.Min is { } id)
        {
            await ReadAgainAsync(id, cancellationToken).ConfigureAwait(false);
        }

        return [.. instances.Values];
    }

    /// <summary>Whether this very run is what the book holds, and it goes on.</summary>
    public bool Holds(OrchestrationInstance instance, int generation) =>
        instance.IsRunning
        && instance.Record.Generation == generation
        && !unsure.Contains(instance.Id)
        && instances.TryGetValue(instance.Id, out var held)
        && ReferenceEquals(held, instance);

    /// <summary>Begins an instance, in place of one that has the id.</summary>
    public async Task AddAsync(string id, InstanceRecord record, CancellationToken cancellationToken)
    {
        await WriteAsync(id, store.SaveAsync(id, record, cancellationToken)).ConfigureAwait(false);
        instances[id] = new OrchestrationInstance(id, record, []);
    }

    public async Task AppendAsync(OrchestrationInstance instance, HistoryRow row, CancellationToken cancellationToken)
    {
        await WriteAsync(instance.Id, store.AppendAsync(instance.Id, instance.History.Count, row, cancellationToken)).ConfigureAwait(false);
        instance.Append(row);
    }

    /// <summary>Begins an instance's next run, or ends it.</summary>
    public async Task BecomeAsync(OrchestrationInstance instance, InstanceRecord record, CancellationToken cancellationToken)
    {
        await WriteAsync(instance.Id, store.SaveAsync(instance.Id, record, cancellationToken)).ConfigureAwait(false);
        instance.Becomes(record);
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await WriteAsync(id, store.PurgeAsync(id, cancellationToken)).ConfigureAwait(false);
        instances.Remove(id);
    }

    private async Task WriteAsync(string id, Task write)
    {
        unsure.Add(id);
        await write.ConfigureAwait(false);
        unsure.Remove(id);
    }

    private async Task ReadAgainAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, cancellationToken).ConfigureAwait(false) is { } read)
        {
            instances[id] = read;
        }
        else
        {
            instances.Remove(id);
        }

        unsure.Remove(id);
    }
}

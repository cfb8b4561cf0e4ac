namespace Trading.Orders;

/// <summary>Lets entries through one by one: what one of them takes of a limit is recorded before the next is decided. Exits never wait here.</summary>
internal sealed class EntryQueue
{
    private readonly Lock gate = new();
    private Task last = Task.CompletedTask;

    /// <summary>Does the work after all that was asked for before it, however that ended.</summary>
    public async Task<T> AfterOthersAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (gate)
        {
            (before, last) = (last, done.Task);
        }

        await before.ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            done.SetResult();
        }
    }
}

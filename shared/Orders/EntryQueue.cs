namespace Trading.Orders;

/// <summary>Lets entries through one by one: what one of them takes of a limit is recorded before the next is decided. Exits never wait here.</summary>
internal sealed class EntryQueue
{
    private readonly Lock gate = new();
    private Task last = Task.CompletedTask;

    /// <summary>Does the work after all that was asked for before it, however that ended.</summary>
    public Task<T> AfterOthersAsync<T>(Func<Task<T>> work)
    {
        lock (gate)
        {
            var next = AfterAsync(last, work);
            last = next;
            return next;
        }
    }

    private static async Task<T> AfterAsync<T>(Task before, Func<Task<T>> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await work().ConfigureAwait(false);
    }
}

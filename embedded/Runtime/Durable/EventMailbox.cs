namespace Trading.Embedded.Runtime.Durable;

/// <summary>
/// Events from outside and those who wait for them, by name whatever its letter case. As on the platform, the newest waiter is served first,
/// even when it has been cancelled since: code that waits again after a timeout can lose an event, here and there alike.
/// </summary>
internal sealed class EventMailbox(OrchestratorThread thread)
{
    private readonly Dictionary<string, Stack<IWaiter>> waiting = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HistoryEvent> unread = [];

    private interface IWaiter
    {
        Type Type { get; }

        bool IsOpen { get; }

        void Deliver(string? data);
    }

    public bool HasWaiters => waiting.Values.Any(waiters => waiters.Any(waiter => waiter.IsOpen));

    /// <exception cref="ArgumentException">Somebody waits for an event of this name as another type.</exception>
    public Task<T> Wait<T>(string name, CancellationToken cancellationToken)
    {
        var waiter = new Waiter<T>(thread, cancellationToken);
        var waiters = waiting.TryGetValue(name, out var known) ? known : waiting[name] = new Stack<IWaiter>();
        if (waiters.TryPeek(out var other) && other.Type != typeof(T))
        {
            throw new ArgumentException($"the event {name} is waited for as {other.Type} and as {typeof(T)}", nameof(name));
        }

        waiters.Push(waiter);
        var first = unread.FindIndex(raised => string.Equals(raised.Name, name, StringComparison.OrdinalIgnoreCase));
        if (first >= 0)
        {
            var raised = unread[first];
            unread.RemoveAt(first);
            waiters.Pop().Deliver(raised.Data);
        }

        return waiter.Task;
    }

    public void Raise(HistoryEvent raised)
    {
        if (waiting.TryGetValue(raised.Name!, out var waiters) && waiters.TryPop(out var waiter))
        {
            waiter.Deliver(raised.Data);
        }
        else
        {
            unread.Add(raised);
        }
    }

    /// <summary>Takes the events that nobody has waited for, in the order in which they came.</summary>
    public IReadOnlyList<HistoryEvent> TakeUnread()
    {
        HistoryEvent[] taken = [.. unread];
        unread.Clear();
        return taken;
    }

    private sealed class Waiter<T> : IWaiter
    {
        private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.None);

        public Waiter(OrchestratorThread thread, CancellationToken cancellationToken) =>
            cancellationToken.Register(() => _ = thread.Admits() && answer.TrySetCanceled(cancellationToken));

        public Type Type => typeof(T);

        public bool IsOpen => !answer.Task.IsCompleted;

        public Task<T> Task => answer.Task;

        public void Deliver(string? data)
        {
            try
            {
                answer.TrySetResult(PayloadConverter.Instance.Deserialize<T>(data)!);
            }
            catch (System.Text.Json.JsonException fault)
            {
                answer.TrySetException(fault);
            }
        }
    }
}

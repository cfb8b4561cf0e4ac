namespace Trading.Tests.Support;

/// <summary>Runs several pieces of asynchronous work on one thread, a step at a time, in an order that a seed decides: each waits at its turns until it is let through.</summary>
internal sealed class Turnstile(Random random)
{
    private readonly List<TaskCompletionSource> waiting = [];

    /// <summary>Steps let through so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Where somebody waits for their turn.</summary>
    public Task TurnAsync()
    {
        // Continues on the thread that lets it through, before anybody else is.
        var turn = new TaskCompletionSource();
        waiting.Add(turn);
        return turn.Task;
    }

    /// <summary>Lets one after the other through until nobody waits.</summary>
    public void Run()
    {
        while (waiting.Count > 0)
        {
            var next = random.Next(waiting.Count);
            var turn = waiting[next];
            waiting[next] = waiting[^1];
            waiting.RemoveAt(waiting.Count - 1);
            Steps++;
            turn.SetResult();
        }
    }
}

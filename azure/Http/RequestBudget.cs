namespace Trading.Adapters.Http;

/// <summary>
/// So many requests in any sixty seconds, over trading and market data together. A fifth is kept for orders and cancels, so that no storm of reads delays an exit;
/// an order is sent even when everything is spent, and then the broker is the judge. Safe for concurrent callers.
/// </summary>
internal sealed class RequestBudget(int perMinute, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Queue<long> sent = new();
    private readonly Lock gate = new();

    /// <summary>Waits for room.</summary>
    /// <exception cref="BudgetSpentException">It would take longer than <paramref name="patience"/>; nothing was sent.</exception>
    public async ValueTask WaitAsync(RequestLane lane, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (Take(lane) is { } wait)
        {
            if (clock.GetElapsedTime(began) + wait > patience)
            {
                throw new BudgetSpentException($"the {perMinute} requests a minute (TRADING_BROKER_REQUESTS) are spent; there is room again in {Math.Ceiling(wait.TotalSeconds)} s");
            }

            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes one request out of the budget, or says how long there will be no room.</summary>
    private TimeSpan? Take(RequestLane lane)
    {
        lock (gate)
        {
            while (sent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= Window)
            {
                sent.Dequeue();
            }

            var most = Most(lane);
            if (sent.Count < most)
            {
                sent.Enqueue(clock.GetTimestamp());
                return null;
            }

            return Window - clock.GetElapsedTime(sent.ElementAt(sent.Count - most));
        }
    }

    private int Most(RequestLane lane) => lane switch
    {
        RequestLane.Bulk => perMinute / 2,
        RequestLane.Read => perMinute - (perMinute / 5),
        _ => int.MaxValue,
    };
}

/// <summary>There is no room for the request within its patience.</summary>
internal sealed class BudgetSpentException(string message) : Exception(message);

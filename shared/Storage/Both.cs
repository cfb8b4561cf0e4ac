namespace Trading.Storage;

/// <summary>Two reads at the same time: where each takes a round trip, a decision waits for one of them instead of for both.</summary>
internal static class Both
{
    /// <summary>What the two give. When one fails the other is waited for all the same, and the first one's fault is thrown before the second's.</summary>
    public static async ValueTask<(TFirst First, TSecond Second)> OfAsync<TFirst, TSecond>(ValueTask<TFirst> first, ValueTask<TSecond> second)
    {
        if (first.IsCompletedSuccessfully)
        {
            return (first.Result, await second.ConfigureAwait(false));
        }

        var (one, other) = (first.AsTask(), second.AsTask());
        await Task.WhenAll(one, other).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (await one.ConfigureAwait(false), await other.ConfigureAwait(false));
    }
}

using Trading.Adapters.Http;
using Trading.Market;

namespace Trading.Adapters.Market;

/// <summary>Turns what a call for market data came to into what the port promises: an answer, or an exception.</summary>
internal static class DataCalls
{
    /// <exception cref="MarketDataException">Anything but an answer that could be understood.</exception>
    public static async ValueTask<T> ReadAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not MarketDataException && !ClientFaults.IsGivenUp(fault, cancellationToken))
        {
            throw new MarketDataException($"{what} could not be read: {ClientFaults.Words(fault)}", fault);
        }
    }
}

using Trading.Adapters.Http;
using Trading.Brokers;

namespace Trading.Adapters.Broker;

/// <summary>Turns what a call to the broker came to into what the port promises: reads answer or throw; writes are taken, refused, or unclear.</summary>
internal static class BrokerCalls
{
    /// <summary>A read.</summary>
    /// <exception cref="BrokerException">Anything but an answer that could be understood.</exception>
    public static async ValueTask<T> ReadAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not BrokerException && !ClientFaults.IsGivenUp(fault, cancellationToken))
        {
            throw new BrokerException($"{what} could not be read: {ClientFaults.Words(fault)}", fault);
        }
    }

    /// <summary>A read of one thing; null when the broker certainly has none.</summary>
    /// <exception cref="BrokerException">Anything but an answer that could be understood.</exception>
    public static async ValueTask<T?> FindAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ReadAsync(what, call, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerException fault) when (fault.InnerException is { } cause && ClientFaults.IsNotFound(cause))
        {
            return null;
        }
    }

    /// <summary>A write, sent once.</summary>
    /// <param name="what">What is asked, for people.</param>
    /// <param name="call">Sends it and reads the answer.</param>
    /// <param name="duplicate">Answers when the client order id is taken.</param>
    /// <param name="cancellationToken">Cancels the call; the order is then as unclear as after a timeout.</param>
    /// <exception cref="BrokerUnclearException">It may or may not have been done.</exception>
    /// <exception cref="BrokerException">It was certainly not done, for a reason that is not about the order.</exception>
    public static async ValueTask<BrokerAnswer> WriteAsync(
        string what, Func<Task<BrokerOrder?>> call, Func<ValueTask<BrokerAnswer>> duplicate, CancellationToken cancellationToken)
    {
        try
        {
            return new BrokerAnswer(BrokerAnswerKind.Accepted, await call().ConfigureAwait(false), null);
        }
        catch (Exception fault) when (ClientFaults.IsDuplicate(fault))
        {
            return await ExplainAsync(what, duplicate).ConfigureAwait(false);
        }
        catch (Exception fault) when (ClientFaults.IsAboutOrder(fault))
        {
            return new BrokerAnswer(BrokerAnswerKind.Rejected, null, fault.Message);
        }
        catch (Exception fault) when (ClientFaults.IsRefusal(fault))
        {
            throw new BrokerException($"{what} was not taken: {ClientFaults.Words(fault)}", fault);
        }
        catch (Exception fault) when (!ClientFaults.IsGivenUp(fault, cancellationToken))
        {
            throw new BrokerUnclearException($"{what} was sent and not clearly answered: {ClientFaults.Words(fault)}", fault);
        }
    }

    // Something carries the id, whether or not it could be looked at now.
    private static async ValueTask<BrokerAnswer> ExplainAsync(string what, Func<ValueTask<BrokerAnswer>> duplicate)
    {
        try
        {
            return await duplicate().ConfigureAwait(false);
        }
        catch (BrokerException fault)
        {
            throw new BrokerUnclearException($"{what} is there already and could not be looked at: {fault.Message}", fault);
        }
    }
}

using NodaTime;
using Trading.Brokers;

namespace Trading.Tests.Support;

/// <summary>When a call to the broker is cut off.</summary>
internal enum Cut
{
    /// <summary>Not at all.</summary>
    Never,

    /// <summary>Before it arrives: the broker knows nothing of it.</summary>
    Before,

    /// <summary>After it has taken effect: only the answer is lost.</summary>
    After,

    /// <summary>Certainly refused, for a reason that is not about the order.</summary>
    Refused,
}

/// <summary>A broker whose line is bad: the next calls that change something, or those that read, fail as told.</summary>
internal sealed class UnclearBroker(IBroker broker) : IBroker
{
    /// <summary>What happens to submits, replaces and cancels.</summary>
    public Cut Writes { get; set; }

    /// <summary>Whether reads fail.</summary>
    public bool ReadsFail { get; set; }

    /// <summary>The submits, replaces and cancels that were tried.</summary>
    public int WriteCalls { get; private set; }

    public string Account => broker.Account;

    public BrokerVenue Venue => broker.Venue;

    public ValueTask<BrokerAnswer> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken) => WriteAsync(() => broker.SubmitAsync(ticket, cancellationToken));

    public ValueTask<BrokerAnswer> ReplaceAsync(string brokerOrderId, ReplaceTicket ticket, CancellationToken cancellationToken) =>
        WriteAsync(() => broker.ReplaceAsync(brokerOrderId, ticket, cancellationToken));

    public ValueTask<BrokerAnswer> CancelAsync(string brokerOrderId, CancellationToken cancellationToken) => WriteAsync(() => broker.CancelAsync(brokerOrderId, cancellationToken));

    public ValueTask<BrokerOrder?> FindAsync(string clientOrderId, CancellationToken cancellationToken) => ReadAsync(() => broker.FindAsync(clientOrderId, cancellationToken));

    public ValueTask<IReadOnlyList<BrokerOrder>> OrdersAsync(Instant changedSince, CancellationToken cancellationToken) =>
        ReadAsync(() => broker.OrdersAsync(changedSince, cancellationToken));

    public ValueTask<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellationToken) => ReadAsync(() => broker.PositionsAsync(cancellationToken));

    public ValueTask<IReadOnlyList<BrokerFill>> FillsAsync(Instant since, CancellationToken cancellationToken) => ReadAsync(() => broker.FillsAsync(since, cancellationToken));

    public ValueTask<BrokerAccount> AccountAsync(CancellationToken cancellationToken) => ReadAsync(() => broker.AccountAsync(cancellationToken));

    public ValueTask<MarketClock> ClockAsync(CancellationToken cancellationToken) => ReadAsync(() => broker.ClockAsync(cancellationToken));

    private async ValueTask<BrokerAnswer> WriteAsync(Func<ValueTask<BrokerAnswer>> call)
    {
        WriteCalls++;
        if (Writes == Cut.Refused)
        {
            throw new BrokerException("the test's broker takes no calls (403)");
        }

        if (Writes == Cut.Before)
        {
            throw new BrokerUnclearException("the test's line was cut before the call arrived");
        }

        var answer = await call();
        return Writes == Cut.After ? throw new BrokerUnclearException("the test's line was cut before the answer arrived") : answer;
    }

    private ValueTask<T> ReadAsync<T>(Func<ValueTask<T>> call) => ReadsFail ? throw new BrokerException("the test's broker does not answer") : call();
}

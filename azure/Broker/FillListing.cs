using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Market;
using Trading.Time;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Broker;

/// <summary>Executions, from the account's activities. The broker names no fee there and takes the regulators' at night, in one sum: what each sale owes is worked out here.</summary>
internal sealed class FillListing(Api.IAlpacaTradingClient client)
{
    private const int PageSize = 100;

    /// <summary>All executions at or after <paramref name="since"/>, oldest first.</summary>
    /// <exception cref="BrokerException">They could not be read in full.</exception>
    public async ValueTask<IReadOnlyList<BrokerFill>> SinceAsync(Instant since, CancellationToken cancellationToken)
    {
        var fills = new List<BrokerFill>();
        string? token = null;
        do
        {
            var request = Request(since, token);
            var page = await BrokerCalls.ReadAsync("executions", () => client.ListAccountActivitiesAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
            fills.AddRange(page.Where(one => one.ActivityType == Api.AccountActivityType.Fill).Select(Read));
            var next = page.Count < PageSize ? null : page[^1].ActivityId;
            token = next is null || next != token ? next : throw new BrokerException("executions could not be read: the same page came twice");
        }
        while (token is not null);

        return [.. fills.Where(fill => fill.At >= since).DistinctBy(fill => fill.Id).OrderBy(fill => fill.At)];
    }

    // The bound is exclusive.
    private static Api.AccountActivitiesRequest Request(Instant since, string? token)
    {
        var request = new Api.AccountActivitiesRequest(Api.AccountActivityType.Fill) { Direction = Api.SortDirection.Ascending, PageSize = PageSize, PageToken = token };
        return request.WithInterval(new Api.Interval<DateTime>((since - Duration.FromMilliseconds(1)).ToDateTimeUtc(), null));
    }

    private static BrokerFill Read(Api.IAccountActivity fill)
    {
        if (fill is not { OrderId: { } order, Symbol: { } text, Side: { } word, Quantity: { } shares, Price: { } dollars } || OrderReader.At(fill.TransactionTimeUtc) is not { } at)
        {
            throw new BrokerException($"the broker's execution {fill.ActivityId} lacks its order, symbol, side, quantity, price or time");
        }

        var (side, quantity, price) = (BrokerWords.Side(word), new Quantity(decimal.Abs(shares)), new Price(dollars));
        var fee = RegulatoryFees.Of(side, NewYork.DateOf(at), quantity, price);
        return new BrokerFill(fill.ActivityId, OrderReader.IdOf(order), OrderReader.SymbolOf(text), side, quantity, price, fee, at);
    }
}

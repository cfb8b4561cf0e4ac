using NodaTime;
using Trading.Brokers;
using Trading.Orders;
using Trading.Time;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Broker;

/// <summary>
/// Open orders and changed ones. The broker lists by the time of submission alone, and its list of open orders leaves out the legs whose entry has filled; so everything is listed,
/// from as far back as an order can still work. The first look goes back as long as the broker lets an order live; each look after that goes back to the oldest order that was not
/// over at the one before, and adds what was: an order that is over does not change any more. What works is never remembered, only how far back it began.
/// </summary>
internal sealed class OrderListing(Api.IAlpacaTradingClient client, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <summary>The broker cancels an order after 90 days.</summary>
    private static readonly Duration LongestLife = Duration.FromDays(92);

    /// <summary>An order can come into the list later than its time says.</summary>
    private static readonly Duration Late = Duration.FromMinutes(10);

    /// <summary>The broker's bounds are exclusive.</summary>
    private static readonly Duration Moment = Duration.FromMilliseconds(1);

    private static readonly Duration Around = Duration.FromSeconds(1);

    private Look? last;

    /// <summary>Open orders and those that changed at or after <paramref name="since"/>, oldest first.</summary>
    /// <exception cref="BrokerException">They could not be read in full.</exception>
    public async ValueTask<IReadOnlyList<BrokerOrder>> ChangedAsync(Instant since, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var before = last is { } look && look.Covers <= since ? look : new Look(since - Duration.FromDays(1), Instant.Min(now, since) - LongestLife, []);
        var listed = BracketNesting.Arrange(await PagesAsync(before.Floor - Moment, cancellationToken).ConfigureAwait(false));
        var ids = listed.Select(order => order.Id).ToHashSet(StringComparer.Ordinal);
        var all = before.Over.Where(order => !ids.Contains(order.Id)).Concat(listed).ToList();
        var floor = all.Where(order => !IsOver(order)).Select(order => order.SubmittedAt).Append(now - Late).Min();
        last = new Look(before.Covers, floor, [.. all.Where(order => order.SubmittedAt < floor && Changed(order) >= before.Covers)]);
        return [.. all.Where(order => !IsOver(order) || Changed(order) >= since).OrderBy(order => order.SubmittedAt)];
    }

    /// <summary>An order as the list has it, with its legs; null when it is not listed by itself, as a leg is not.</summary>
    /// <exception cref="BrokerException">The list could not be read.</exception>
    public async ValueTask<Api.IOrder?> WholeAsync(Api.IOrder order, CancellationToken cancellationToken)
    {
        if (OrderReader.At(order.SubmittedAtUtc ?? order.CreatedAtUtc) is not { } at)
        {
            return null;
        }

        var request = Request(at - Around, at + Around).WithSymbol(order.Symbol);
        var listed = await BrokerCalls.ReadAsync("orders", () => client.ListOrdersAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        return listed.FirstOrDefault(one => one.OrderId == order.OrderId);
    }

    // By the end of what was asked, not by a short page: a page may hold fewer than asked where legs are rolled up.
    private async ValueTask<List<Api.IOrder>> PagesAsync(Instant floor, CancellationToken cancellationToken)
    {
        var all = new List<Api.IOrder>();
        var seen = new HashSet<Guid>();
        for (var after = floor; ;)
        {
            var page = await BrokerCalls.ReadAsync("orders", () => client.ListOrdersAsync(Request(after, null), cancellationToken), cancellationToken).ConfigureAwait(false);
            var fresh = page.Where(order => seen.Add(order.OrderId)).ToList();
            if (fresh.Count == 0)
            {
                return page.Count < PageSize ? all : throw new BrokerException($"orders could not be read: more than {PageSize} were submitted at the same moment, {after}");
            }

            all.AddRange(fresh);
            if (page.Count < PageSize / 4)
            {
                return all;
            }

            // An entry must come on one page with its legs: the last moment is asked for again.
            after = OrderReader.At(fresh[^1].SubmittedAtUtc ?? fresh[^1].CreatedAtUtc)!.Value - Moment;
        }
    }

    private static Api.ListOrdersRequest Request(Instant after, Instant? until) => new Api.ListOrdersRequest
    {
        OrderStatusFilter = Api.OrderStatusFilter.All,
        OrderListSorting = Api.SortDirection.Ascending,
        RollUpNestedOrders = true,
        LimitOrderNumber = PageSize,
    }.WithInterval(new Api.Interval<DateTime>(after.ToDateTimeUtc(), until?.ToDateTimeUtc()));

    private static Instant Changed(BrokerOrder order) => order.Legs.Select(leg => leg.UpdatedAt).Append(order.UpdatedAt).Max();

    // Legs of an entry that never filled are over with it, whatever is left written on them.
    private static bool IsOver(BrokerOrder order) => Ended(order) && (order.Filled.IsZero || order.Legs.All(IsOver));

    private static bool Ended(BrokerOrder order) =>
        OrderStateMachine.StateOf(order) is OrderState.Filled or OrderState.Canceled or OrderState.Expired or OrderState.Rejected or OrderState.Replaced;

    /// <param name="Covers">All that changed from here on is known or is asked for again.</param>
    /// <param name="Floor">From here on, by submission, is asked for again.</param>
    /// <param name="Over">Orders below the floor that have changed since then, and never will again.</param>
    private sealed record Look(Instant Covers, Instant Floor, IReadOnlyList<BrokerOrder> Over);
}

using Trading.Embedded.Broker;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;
using Trading.Time;

namespace Trading.Embedded.Simulator.Broking;

/// <summary>Account activities by kind, date and time; a page's last id leads to the next page.</summary>
internal sealed class ActivityRoutes(SimulatedBroker broker, ExchangeCalendar calendar)
{
    private const int MostPage = 100;

    /// <param name="request">The request.</param>
    /// <param name="kind">The kind that the path names; null when the query may name some.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<SimAnswer> ListAsync(SimRequest request, string? kind, CancellationToken cancellationToken)
    {
        var kinds = KindsOf(request, kind);
        var date = request.Date("date");
        var (after, until) = (request.Time("after"), request.Time("until"));
        var all = await broker.AtDeskAsync(
            (book, _, now) => new Activities(book, broker.Account, calendar).Until(now).Where(activity =>
                (kinds is null || kinds.Contains(activity.Json.ActivityType))
                && (date is null || NewYork.DateOf(activity.At) == date)
                && (after is null || activity.At > after)
                && (until is null || activity.At < until)).Select(activity => activity.Json).ToList(),
            cancellationToken).ConfigureAwait(false);
        return SimAnswer.Json(Page(request, all, isWhole: date is not null), WireJson.Default.Activities);
    }

    private static HashSet<string>? KindsOf(SimRequest request, string? kind)
    {
        var asked = kind ?? request.Text("activity_types");
        if (asked is not null)
        {
            return [.. asked.Split(',')];
        }

        return request.Text("category") is null ? null
            : request.Word("category", "trade_activity", "non_trade_activity") == "trade_activity" ? [Activities.Trade] : [Activities.Fee];
    }

    // All of one date come at once unless a page is asked for.
    private static IReadOnlyList<ActivityJson> Page(SimRequest request, List<ActivityJson> all, bool isWhole)
    {
        if (request.Word("direction", "desc", "asc") == "desc")
        {
            all.Reverse();
        }

        var size = request.Number("page_size") ?? (isWhole ? int.MaxValue : MostPage);
        if (size < 1 || (size > MostPage && !isWhole))
        {
            throw SimRefusal.Invalid($"page_size must be between 1 and {MostPage}");
        }

        return [.. all.Skip(FirstOf(request.Text("page_token"), all)).Take(size)];
    }

    private static int FirstOf(string? token, List<ActivityJson> all)
    {
        if (token is null)
        {
            return 0;
        }

        var last = all.FindIndex(activity => activity.Id == token);
        return last >= 0 ? last + 1 : throw SimRefusal.Invalid($"invalid page_token: {token}");
    }
}

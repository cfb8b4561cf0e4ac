using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Journal;

namespace Trading.Functions.Http.Events;

/// <summary>The journal as it grows, as server-sent events.</summary>
public sealed class EventsFunction(JournalFeed feed, TimeProvider clock)
{
    /// <summary>
    /// A stream of events: <c>id</c> is the journal's sequence number, <c>data</c> the event. Goes on after <c>?after=N</c> or the header <c>Last-Event-ID</c>; without either it begins with the newest fifty.
    /// Ends by itself before a platform would cut it: ask again with the last id.
    /// </summary>
    [Query("after", "The id of the last event that was seen; the newest fifty when left out.")]
    [Function("Events")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/events")] HttpRequest request)
    {
        var asked = request.Query["after"].ToString() is { Length: > 0 } after ? after : request.Headers["Last-Event-ID"].ToString();
        if (asked.Length == 0)
        {
            return new EventStream(feed, clock, 0);
        }

        return long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new EventStream(feed, clock, last)
            : Answer.Wrong("after wants the id of the last event that was seen, a whole number");
    }
}

namespace Trading.Adapters.Http;

/// <summary>How long requests may take, and what they share.</summary>
/// <param name="Budget">The account's requests a minute; null for as many as it takes.</param>
/// <param name="Clock">The clock of all waiting.</param>
internal sealed record TransportOptions(RequestBudget? Budget, TimeProvider Clock)
{
    /// <summary>One request, from the first byte sent to the last received.</summary>
    public TimeSpan MostForOneTry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A read that a decision waits for, all tries and all waiting together.</summary>
    public TimeSpan MostForReads { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A download, all tries and all waiting together.</summary>
    public TimeSpan MostForBulk { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A client over this transport. It follows no redirect (an order sent on is an order sent twice) and finds a moved host within minutes.</summary>
    public HttpClient Client(RequestLane lane)
    {
        var wire = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.GZip | System.Net.DecompressionMethods.Deflate,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        return new HttpClient(new BrokerTransport(wire, lane, this)) { Timeout = Timeout.InfiniteTimeSpan };
    }
}

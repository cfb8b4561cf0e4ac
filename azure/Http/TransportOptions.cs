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
    public HttpClient Client(RequestLane lane) => new(new BrokerTransport(Wire(), lane, this)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>
    /// The sockets. All requests to a host share one connection of HTTP/2, which a request that is given up leaves open: one that died in silence would take every order with it until its
    /// lifetime is over. So it is asked whether it lives while an answer is waited for, and the next try finds a new one.
    /// </summary>
    public static SocketsHttpHandler Wire() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.GZip | System.Net.DecompressionMethods.Deflate,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        KeepAlivePingDelay = TimeSpan.FromSeconds(3),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(3),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
    };
}

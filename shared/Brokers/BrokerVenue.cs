namespace Trading.Brokers;

/// <summary>Whose money an endpoint trades.</summary>
public enum VenueKind
{
    /// <summary>Nobody knows: it is not traded at.</summary>
    Unknown = 0,

    /// <summary>A simulator on this machine.</summary>
    Simulated = 1,

    /// <summary>The broker's paper endpoint: simulated money.</summary>
    Paper = 2,

    /// <summary>The broker's live endpoint: real money.</summary>
    Live = 3,
}

/// <summary>Where a broker is reached.</summary>
/// <param name="Kind">Whose money is traded there.</param>
/// <param name="Host">The host's name, for people.</param>
public sealed record BrokerVenue(VenueKind Kind, string Host)
{
    /// <summary>The simulator in this process.</summary>
    public static BrokerVenue InProcess { get; } = new(VenueKind.Simulated, "in process");

    /// <summary>The venue at an endpoint: loopback is a simulator, the two hosts are what they are, and any other is unknown.</summary>
    /// <param name="endpoint">Where the adapter sends its orders.</param>
    /// <param name="paperHost">The host name of the broker's paper endpoint.</param>
    /// <param name="liveHost">The host name of the broker's live endpoint.</param>
    public static BrokerVenue At(Uri endpoint, string paperHost, string liveHost)
    {
        var kind = endpoint.IsLoopback ? VenueKind.Simulated
            : endpoint.Scheme != Uri.UriSchemeHttps ? VenueKind.Unknown
            : Same(endpoint.Host, paperHost) ? VenueKind.Paper
            : Same(endpoint.Host, liveHost) ? VenueKind.Live
            : VenueKind.Unknown;
        return new BrokerVenue(kind, endpoint.Host);
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

using System.Net;
using Trading.Embedded.Broker;

namespace Trading.Embedded.Simulator;

/// <summary>Where a simulator listens, and the account behind it.</summary>
internal sealed record SimulatorOptions
{
    /// <summary>The address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Requests a minute of the simulator's clock, counted for trading and for market data each; 0 for as many as come.</summary>
    public int RequestsPerMinute { get; init; } = 200;

    /// <summary>The account.</summary>
    public SimulatedBrokerOptions Account { get; init; } = new();
}

using Trading.Adapters.Http;
using Trading.Tests.Adapters.Storage;

namespace Trading.Tests.Adapters.Broker;

/// <summary>The connection under every request.</summary>
public sealed class TransportTests
{
    [Fact]
    public void A_connection_that_died_in_silence_is_found_out_while_one_try_waits()
    {
        using var wire = TransportOptions.Wire();
        Assert.Equal(HttpKeepAlivePingPolicy.WithActiveRequests, wire.KeepAlivePingPolicy);
        Assert.True(wire.KeepAlivePingDelay + wire.KeepAlivePingTimeout + TimeSpan.FromSeconds(2) < new TransportOptions(null, Machine.Clock).MostForOneTry);
    }

    [Fact]
    public void No_request_is_sent_on_to_another_address()
    {
        using var wire = TransportOptions.Wire();
        Assert.False(wire.AllowAutoRedirect);
    }
}

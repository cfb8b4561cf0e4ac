using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Trading.Functions.Http.Door;

/// <summary>Where a request comes from.</summary>
internal static class RequestOrigin
{
    private static readonly string[] SignsOfAProxy = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>
    /// Whether a program on this machine asks this machine by its own name: from loopback, through no proxy. A page from elsewhere whose name was made to point here
    /// (DNS rebinding) still sends its own name as host.
    /// </summary>
    public static bool IsThisMachine(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !Array.Exists(SignsOfAProxy, request.Headers.ContainsKey)
        && IsOwnName(request.Host.Host);

    /// <summary>Whether a browser says that another site's page sent it. Identities that a browser attaches by itself may not change anything then.</summary>
    public static bool IsCrossSite(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>The address as the journal may know it: what kind it is, and not whose.</summary>
    public static string KindOf(HttpRequest request) => request.HttpContext.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        var address when IPAddress.IsLoopback(address) => IsThisMachine(request) ? "loopback" : "proxy",
        var address => IsPrivate(Plain(address)) ? "private" : "public",
    };

    /// <summary>Under which failed attempts are counted: an address, or the half of an IPv6 address that one subscriber has to itself.</summary>
    public static string CountedAs(HttpRequest request)
    {
        if (request.HttpContext.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, 8)) : plain.ToString();
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsOwnName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]";

    private static bool IsPrivate(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal
        : address.GetAddressBytes() is [10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [169, 254, ..];
}

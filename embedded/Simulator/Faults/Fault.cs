using System.Globalization;
using System.Text;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;

namespace Trading.Embedded.Simulator.Faults;

/// <summary>What goes wrong with a request.</summary>
internal enum FaultEffect
{
    /// <summary>An error status is sent.</summary>
    Status = 1,

    /// <summary>Nothing is sent, and the connection stays until the client has had enough.</summary>
    Silence,

    /// <summary>The connection is cut.</summary>
    Disconnect,
}

/// <summary>A fault that waits for the requests it shall befall.</summary>
/// <param name="Asked">As it was asked for; <see cref="FaultJson.Times"/> is given and counts down.</param>
/// <param name="Effect">What happens.</param>
/// <param name="Status">The status, of <see cref="FaultEffect.Status"/>.</param>
/// <param name="IsAfter">Whether the request is carried out first.</param>
internal sealed record Fault(FaultJson Asked, FaultEffect Effect, int Status, bool IsAfter)
{
    private const string After = "_after_accept";

    /// <summary>What can be asked for, in words.</summary>
    public const string Wanted = "kind wants partial_fill, or a status from 400 to 599, timeout or disconnect, each with _after_accept where the request is carried out first";

    /// <summary>Reads a fault of a request; null when there is no such kind.</summary>
    public static Fault? Of(FaultJson asked)
    {
        var isAfter = asked.Kind?.EndsWith(After, StringComparison.Ordinal) == true;
        return (isAfter ? asked.Kind![..^After.Length] : asked.Kind) switch
        {
            "timeout" => new Fault(asked, FaultEffect.Silence, 0, isAfter),
            "disconnect" => new Fault(asked, FaultEffect.Disconnect, 0, isAfter),
            var kind when int.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and <= 599 =>
                new Fault(asked, FaultEffect.Status, status, isAfter),
            _ => null,
        };
    }

    /// <summary>A path ending in * stands for all that begin so.</summary>
    public bool Befalls(string method, string path) =>
        (Asked.Method is null || string.Equals(Asked.Method, method, StringComparison.OrdinalIgnoreCase))
        && (Asked.Path is null || (Asked.Path.EndsWith('*') ? path.StartsWith(Asked.Path[..^1], StringComparison.Ordinal) : path == Asked.Path));

    /// <summary>The error as it looks on the wire: a gateway answers in HTML, the broker in JSON.</summary>
    public SimAnswer ToAnswer() => Status switch
    {
        429 => SimAnswer.Error(Status, 42910000, "rate limit exceeded"),
        502 or 503 or 504 => new SimAnswer(Status, Encoding.ASCII.GetBytes($"<html><head><title>{Status}</title></head><body><h1>{Status}</h1></body></html>")) { ContentType = "text/html" },
        _ => SimAnswer.Error(Status, (Status * 100_000) + 10_000, Status >= 500 ? "internal server error occurred" : "simulated fault"),
    };
}

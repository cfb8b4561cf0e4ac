using System.Net;
using Trading.Control.Operators;
using Trading.Embedded.Rehearsal;

namespace Trading.Embedded.Verbs;

/// <summary>What a desk that begins to serve says about who may do what.</summary>
internal static class OperatorLines
{
    /// <summary>Refuses to be reached from elsewhere as long as nobody could show a token.</summary>
    /// <exception cref="RefusedException">The address is not loopback and there is no operator.</exception>
    public static void CheckAddress(IPAddress address, int operators, DeskPlace place)
    {
        if (!IPAddress.IsLoopback(address) && operators == 0)
        {
            throw new RefusedException(
                $"--bind {address}: without an operator the API is read-only and on loopback alone; use 127.0.0.1 or ::1, or add one: operator add NAME --role operator {place.Option}");
        }
    }

    public static IEnumerable<string> Of(IReadOnlyList<OperatorRecord> operators, IPAddress address, DeskPlace place)
    {
        yield return operators.Count == 0
            ? $"no operator yet: reads alone, on this machine alone; to add one, stop this, then: operator add NAME --role operator {place.Option}"
            : $"operators: {string.Join(", ", operators.Select(each => $"{each.Name} ({each.Role}, {each.Device})"))}";
        if (!IPAddress.IsLoopback(address))
        {
            yield return $"listening on {address} without TLS: put a proxy that has it in front, tokens go over the wire as they are";
        }
    }
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Runtime.Http;

namespace Trading.Embedded.Rehearsal;

/// <summary>The functions that this host runs and how they are put together: what the composition root hands over.</summary>
/// <param name="Functions">The assembly that holds the function classes.</param>
/// <param name="AddTrading">Registers the rooms of the domain; the host has registered the ports before.</param>
/// <param name="WallClock">The machine's clock, named nowhere but in the composition root.</param>
/// <param name="RandomBytes">So many random bytes for a secret, drawn nowhere but in the composition root.</param>
/// <param name="Guard">Makes what stands around the routes from the services.</param>
/// <param name="Cloud">The adapters that this build has; null when it has none.</param>
public sealed record FunctionApp(
    Assembly Functions, Action<IServiceCollection> AddTrading, TimeProvider WallClock, Func<int, byte[]> RandomBytes, Func<IServiceProvider, HttpGuard> Guard, CloudPorts? Cloud)
{
    /// <summary>Registers what shows a served desk to the outside; a rehearsal never calls it.</summary>
    public Action<IServiceCollection> AddTelemetry { get; init; } = static _ => { };
}

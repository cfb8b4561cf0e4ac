using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Trading.Embedded.Rehearsal;

/// <summary>The functions that this host runs and how they are put together: what the composition root hands over.</summary>
/// <param name="Functions">The assembly that holds the function classes.</param>
/// <param name="AddTrading">Registers the rooms of the domain; the host has registered the ports before.</param>
/// <param name="WallClock">The machine's clock, named nowhere but in the composition root.</param>
public sealed record FunctionApp(Assembly Functions, Action<IServiceCollection> AddTrading, TimeProvider WallClock);

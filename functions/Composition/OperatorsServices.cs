using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Control.Operators;
using Trading.Functions.Http;
using Trading.Functions.Http.Door;

namespace Trading.Functions.Composition;

/// <summary>Puts together who may do what, and the door of the routes.</summary>
internal static class OperatorsServices
{
    public static void AddOperators(this IServiceCollection services)
    {
        services.AddSingleton<OperatorRegister>();
        services.TryAddSingleton(new DoorOptions());
        services.AddSingleton(_ => new RouteTable(typeof(OperatorsServices).Assembly.GetTypes()));
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<RequestDoor>();
        services.AddSingleton<Snapshots>();
        services.AddSingleton<RequestPipeline>();
    }
}

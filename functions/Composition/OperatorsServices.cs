using Microsoft.Extensions.DependencyInjection;

namespace Trading.Functions.Composition;

/// <summary>Puts together who may do what, and the door of the routes.</summary>
internal static class OperatorsServices
{
    public static void AddOperators(this IServiceCollection services)
    {
    }
}

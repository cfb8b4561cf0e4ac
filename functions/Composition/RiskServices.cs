using Microsoft.Extensions.DependencyInjection;

namespace Trading.Functions.Composition;

/// <summary>Puts together what the desk may lose: drawdowns, value at risk.</summary>
internal static class RiskServices
{
    public static void AddRisk(this IServiceCollection services)
    {
    }
}

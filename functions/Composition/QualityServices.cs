using Microsoft.Extensions.DependencyInjection;

namespace Trading.Functions.Composition;

/// <summary>Puts together execution quality and key figures.</summary>
internal static class QualityServices
{
    public static void AddQuality(this IServiceCollection services)
    {
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Trading.Functions.Composition;

/// <summary>Puts together the limits: their file, their history, and raising them by two.</summary>
internal static class LimitsServices
{
    public static void AddLimits(this IServiceCollection services)
    {
    }
}

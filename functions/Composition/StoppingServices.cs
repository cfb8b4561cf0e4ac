using Microsoft.Extensions.DependencyInjection;

namespace Trading.Functions.Composition;

/// <summary>Puts together draining, cancelling, reducing, pausing, and starting again.</summary>
internal static class StoppingServices
{
    public static void AddStopping(this IServiceCollection services)
    {
    }
}

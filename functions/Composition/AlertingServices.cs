using Microsoft.Extensions.DependencyInjection;

namespace Trading.Functions.Composition;

/// <summary>Puts together the table of alerts, who is told and what is done.</summary>
internal static class AlertingServices
{
    public static void AddAlerting(this IServiceCollection services)
    {
    }
}

using Microsoft.Extensions.DependencyInjection;
using Trading.Accounting;
using Trading.Compliance;
using Trading.Compliance.Calendar;
using Trading.Compliance.Conduct;
using Trading.Compliance.Restricted;
using Trading.Compliance.Transactions;
using Trading.Operations.Readings;

namespace Trading.Functions.Composition;

/// <summary>Puts together the restricted list, conduct checks, reports and deadlines.</summary>
internal static class ComplianceServices
{
    public static void AddCompliance(this IServiceCollection services)
    {
        services.AddSingleton(provider => TradingServices.Make<RestrictedList>(provider, TradingServices.AccountOf(provider)));
        services.AddSingleton(provider => TradingServices.Make<ComplianceAlerts>(provider, TradingServices.AccountOf(provider)));
        services.AddSingleton(provider => TradingServices.Make<DeadlineBook>(provider, TradingServices.AccountOf(provider)));
        services.AddSingleton(ConductThresholds.Standard);
        services.AddSingleton<ConductWatch>();
        services.AddSingleton<TransactionReport>();
        services.AddSingleton<ComplianceStatusReader>();
        services.AddSingleton<ComplianceSummary>();
        services.AddSingleton<IReadingSource>(provider => provider.GetRequiredService<ConductWatch>());

        // In this order: the summary tells what the two before it found.
        services.AddSingleton<IEndOfDayStep>(provider => provider.GetRequiredService<ConductWatch>());
        services.AddSingleton<IEndOfDayStep>(provider => provider.GetRequiredService<TransactionReport>());
        services.AddSingleton<IEndOfDayStep>(provider => provider.GetRequiredService<ComplianceSummary>());
    }
}

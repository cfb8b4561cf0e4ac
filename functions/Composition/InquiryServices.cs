using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Control;
using Trading.Control.Pauses;
using Trading.Execution;
using Trading.Functions.Work;
using Trading.Journal;
using Trading.Operations.Inquiry;
using Trading.Operations.Inquiry.Audits;
using Trading.Operations.Inquiry.Chains;
using Trading.Operations.Inquiry.Exports;
using Trading.Operations.Inquiry.Incidents;
using Trading.Operations.Inquiry.Lists;
using Trading.Operations.Inquiry.States;
using Trading.Operations.Inquiry.Symbols;
using Trading.Storage;

namespace Trading.Functions.Composition;

/// <summary>Puts together chains, exports, incidents, audits: what people ask afterwards.</summary>
internal static class InquiryServices
{
    public static void AddInquiry(this IServiceCollection services)
    {
        services.TryAddSingleton(Pauses);
        services.AddSingleton<DecisionReader>();
        services.AddSingleton<ChainReader>();
        services.AddSingleton<JournalPages>();
        services.AddSingleton<OrderLister>();
        services.AddSingleton<SymbolReader>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<Verification>();
        services.AddSingleton<StateExporter>();
        services.AddSingleton<IncidentSource>();
        services.AddSingleton<IncidentWriter>();
        services.AddSingleton<StoreSchema>();
        services.AddSingleton<StateChecker>();
        services.AddSingleton<StateRebuilder>();
    }

    private static PauseBook Pauses(IServiceProvider provider) => new(
        provider.GetRequiredService<IRecords>(),
        TradingServices.AccountOf(provider),
        provider.GetRequiredService<LoopSwitch>(),
        provider.GetRequiredService<JournalWriter>(),
        provider.GetRequiredService<TimeProvider>());
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Trading.Compliance;
using Trading.Compliance.Conduct;
using Trading.Compliance.Restricted;
using Trading.Control.Draining;
using Trading.Functions.Http.Door;
using Trading.Functions.Work;
using Trading.Operations;
using Trading.Operations.Alerting;
using Trading.Operations.Health;
using Trading.Operations.Inquiry;
using Trading.Operations.Inquiry.Audits;
using Trading.Operations.Inquiry.Chains;
using Trading.Operations.Inquiry.Exports;
using Trading.Operations.Inquiry.States;
using Trading.Operations.Inquiry.Symbols;
using Trading.Risk.Figures;
using Trading.Storage;

namespace Trading.Functions.Http;

/// <summary>Every type that a route answers or reads, in the alphabet's order; written as <see cref="TradingJson"/> writes the domain's types.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AgentsAnswer))]
[JsonSerializable(typeof(AlertLine))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(AlertNote))]
[JsonSerializable(typeof(AlertRuleList))]
[JsonSerializable(typeof(AlertTestResult))]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(BackupsAnswer))]
[JsonSerializable(typeof(BusStats))]
[JsonSerializable(typeof(CalendarAnswer))]
[JsonSerializable(typeof(CancelAllBody))]
[JsonSerializable(typeof(CancelAnswer))]
[JsonSerializable(typeof(ClearAnswer))]
[JsonSerializable(typeof(ComplianceAlert))]
[JsonSerializable(typeof(ComplianceAlertsAnswer))]
[JsonSerializable(typeof(ComplianceStatus))]
[JsonSerializable(typeof(ConfigAnswer))]
[JsonSerializable(typeof(ConsumersAnswer))]
[JsonSerializable(typeof(DayTimeline))]
[JsonSerializable(typeof(DeadlineBody))]
[JsonSerializable(typeof(DeadlineLine))]
[JsonSerializable(typeof(DryRunBody))]
[JsonSerializable(typeof(EquityAnswer))]
[JsonSerializable(typeof(ExecutionStatsAnswer))]
[JsonSerializable(typeof(GateBody))]
[JsonSerializable(typeof(GateChangeAnswer))]
[JsonSerializable(typeof(GatesAnswer))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(JobsAnswer))]
[JsonSerializable(typeof(JournalPage))]
[JsonSerializable(typeof(JournalVerifyAnswer))]
[JsonSerializable(typeof(KillBody))]
[JsonSerializable(typeof(KillView))]
[JsonSerializable(typeof(KpiAnswer))]
[JsonSerializable(typeof(LimitDifferenceAnswer))]
[JsonSerializable(typeof(LimitHistoryAnswer))]
[JsonSerializable(typeof(LimitsAnswer))]
[JsonSerializable(typeof(LimitsApproveBody))]
[JsonSerializable(typeof(LimitsBody))]
[JsonSerializable(typeof(LimitsRollbackBody))]
[JsonSerializable(typeof(MetBody))]
[JsonSerializable(typeof(OrdersAnswer))]
[JsonSerializable(typeof(PauseAnswer))]
[JsonSerializable(typeof(PendingAnswer))]
[JsonSerializable(typeof(PlatformPrincipal))]
[JsonSerializable(typeof(PnlAnswer))]
[JsonSerializable(typeof(PositionsAnswer))]
[JsonSerializable(typeof(ProblemLine))]
[JsonSerializable(typeof(ProofAnswer))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(RebuildBody))]
[JsonSerializable(typeof(ReduceBody))]
[JsonSerializable(typeof(RestoreAnswer))]
[JsonSerializable(typeof(RestoreRequestBody))]
[JsonSerializable(typeof(RestoreRunBody))]
[JsonSerializable(typeof(RestrictBody))]
[JsonSerializable(typeof(RestrictedAnswer))]
[JsonSerializable(typeof(Restriction))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(RiskLimitsAnswer))]
[JsonSerializable(typeof(RiskMetrics))]
[JsonSerializable(typeof(RiskResetApproval))]
[JsonSerializable(typeof(RiskResetBody))]
[JsonSerializable(typeof(RiskVarAnswer))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(RunBody))]
[JsonSerializable(typeof(SellAnswer))]
[JsonSerializable(typeof(Silence))]
[JsonSerializable(typeof(SilenceList))]
[JsonSerializable(typeof(SilenceRequest))]
[JsonSerializable(typeof(StartAnswer))]
[JsonSerializable(typeof(StartBody))]
[JsonSerializable(typeof(StateExport))]
[JsonSerializable(typeof(StateReport))]
[JsonSerializable(typeof(SummaryAnswer))]
[JsonSerializable(typeof(SwitchAnswer))]
[JsonSerializable(typeof(SymbolAnswer))]
[JsonSerializable(typeof(SystemState))]
[JsonSerializable(typeof(SystemStatus))]
[JsonSerializable(typeof(TerminateAnswer))]
[JsonSerializable(typeof(TradeChain))]
[JsonSerializable(typeof(TradesAnswer))]
[JsonSerializable(typeof(TradesExport))]
[JsonSerializable(typeof(TransactionsAnswer))]
[JsonSerializable(typeof(TwoPersonView))]
[JsonSerializable(typeof(UnlockApproveBody))]
[JsonSerializable(typeof(UnlockRequestBody))]
[JsonSerializable(typeof(VerifyReport))]
[JsonSerializable(typeof(UniverseAnswer))]
[JsonSerializable(typeof(WatchlistAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The domain's options over this context.</summary>
    public static JsonSerializerOptions Api => Held.Options;

    /// <summary>How a type is written and read.</summary>
    /// <exception cref="NotSupportedException">The type is not listed.</exception>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Api.GetTypeInfo(typeof(T));

    // Apart, so that it is made after the context that it stands on: both are static.
    private static class Held
    {
        public static readonly JsonSerializerOptions Options = Create();

        private static JsonSerializerOptions Create()
        {
            var options = new JsonSerializerOptions(TradingJson.Options) { TypeInfoResolver = Default };
            options.MakeReadOnly();
            return options;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Trading.Compliance;
using Trading.Compliance.Conduct;
using Trading.Compliance.Restricted;
using Trading.Functions.Http.Door;
using Trading.Operations;
using Trading.Operations.Health;
using Trading.Storage;

namespace Trading.Functions.Http;

/// <summary>Every type that a route answers or reads, in the alphabet's order; written as <see cref="TradingJson"/> writes the domain's types.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CalendarAnswer))]
[JsonSerializable(typeof(ComplianceAlert))]
[JsonSerializable(typeof(ComplianceAlertsAnswer))]
[JsonSerializable(typeof(ComplianceStatus))]
[JsonSerializable(typeof(DayTimeline))]
[JsonSerializable(typeof(DeadlineBody))]
[JsonSerializable(typeof(DeadlineLine))]
[JsonSerializable(typeof(EquityAnswer))]
[JsonSerializable(typeof(ExecutionStatsAnswer))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(KpiAnswer))]
[JsonSerializable(typeof(MetBody))]
[JsonSerializable(typeof(OrdersAnswer))]
[JsonSerializable(typeof(PlatformPrincipal))]
[JsonSerializable(typeof(PnlAnswer))]
[JsonSerializable(typeof(PositionsAnswer))]
[JsonSerializable(typeof(ProblemLine))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(RestrictBody))]
[JsonSerializable(typeof(RestrictedAnswer))]
[JsonSerializable(typeof(Restriction))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(SummaryAnswer))]
[JsonSerializable(typeof(SystemStatus))]
[JsonSerializable(typeof(TradesAnswer))]
[JsonSerializable(typeof(TransactionsAnswer))]
[JsonSerializable(typeof(WatchlistAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The domain's options over this context.</summary>
    public static JsonSerializerOptions Api { get; } = Create();

    /// <summary>How a type is written and read.</summary>
    /// <exception cref="NotSupportedException">The type is not listed.</exception>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Api.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(TradingJson.Options) { TypeInfoResolver = JsonTypeInfoResolver.Combine(Default, new DefaultJsonTypeInfoResolver()) };
        options.MakeReadOnly();
        return options;
    }
}

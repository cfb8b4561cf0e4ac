using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Trading.Functions.Http.Door;
using Trading.Operations;
using Trading.Operations.Health;
using Trading.Risk.Figures;
using Trading.Storage;

namespace Trading.Functions.Http;

/// <summary>Every type that a route answers or reads, in the alphabet's order; written as <see cref="TradingJson"/> writes the domain's types.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DayTimeline))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(KillBody))]
[JsonSerializable(typeof(KillView))]
[JsonSerializable(typeof(OrdersAnswer))]
[JsonSerializable(typeof(PlatformPrincipal))]
[JsonSerializable(typeof(PnlAnswer))]
[JsonSerializable(typeof(PositionsAnswer))]
[JsonSerializable(typeof(ProblemLine))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(RiskLimitsAnswer))]
[JsonSerializable(typeof(RiskMetrics))]
[JsonSerializable(typeof(RiskResetAnswer))]
[JsonSerializable(typeof(RiskResetBody))]
[JsonSerializable(typeof(RiskVarAnswer))]
[JsonSerializable(typeof(SystemStatus))]
[JsonSerializable(typeof(TradesAnswer))]
[JsonSerializable(typeof(TwoPersonView))]
[JsonSerializable(typeof(UnlockApproveBody))]
[JsonSerializable(typeof(UnlockRequestBody))]
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

using System.Text.Json.Serialization;

namespace Trading.Embedded.Simulator.Wire;

/// <summary>How all that is sent and read is turned into JSON, without looking at types at run time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(AccountJson))]
[JsonSerializable(typeof(IReadOnlyList<ActivityJson>), TypeInfoPropertyName = "Activities")]
[JsonSerializable(typeof(AssetJson))]
[JsonSerializable(typeof(IReadOnlyList<AssetJson>), TypeInfoPropertyName = "Assets")]
[JsonSerializable(typeof(BarsJson))]
[JsonSerializable(typeof(MultiBarsJson))]
[JsonSerializable(typeof(IReadOnlyList<CalendarJson>), TypeInfoPropertyName = "Calendar")]
[JsonSerializable(typeof(IReadOnlyList<CanceledJson>), TypeInfoPropertyName = "Canceled")]
[JsonSerializable(typeof(ChangeOrderJson))]
[JsonSerializable(typeof(ClockJson))]
[JsonSerializable(typeof(ErrorJson))]
[JsonSerializable(typeof(FaultJson))]
[JsonSerializable(typeof(IReadOnlyList<FaultJson>), TypeInfoPropertyName = "Faults")]
[JsonSerializable(typeof(LatestQuoteJson))]
[JsonSerializable(typeof(LatestQuotesJson))]
[JsonSerializable(typeof(LatestTradeJson))]
[JsonSerializable(typeof(LatestTradesJson))]
[JsonSerializable(typeof(IReadOnlyList<LoggedJson>), TypeInfoPropertyName = "Logged")]
[JsonSerializable(typeof(NewOrderJson))]
[JsonSerializable(typeof(OrderJson))]
[JsonSerializable(typeof(IReadOnlyList<OrderJson>), TypeInfoPropertyName = "Orders")]
[JsonSerializable(typeof(PositionJson))]
[JsonSerializable(typeof(IReadOnlyList<PositionJson>), TypeInfoPropertyName = "Positions")]
[JsonSerializable(typeof(SetClockJson))]
[JsonSerializable(typeof(SimulatorClockJson))]
[JsonSerializable(typeof(SnapshotJson))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, SnapshotJson>), TypeInfoPropertyName = "Snapshots")]
internal sealed partial class WireJson : JsonSerializerContext;

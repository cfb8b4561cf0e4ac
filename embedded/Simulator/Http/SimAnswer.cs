using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Trading.Embedded.Simulator.Wire;

namespace Trading.Embedded.Simulator.Http;

/// <summary>What is sent back.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON; empty for none.</param>
internal sealed record SimAnswer(int Status, byte[] Body)
{
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>Done, and nothing to say.</summary>
    public static SimAnswer NoContent { get; } = new(204, []);

    public static SimAnswer Json<T>(T value, JsonTypeInfo<T> form, int status = 200) => new(status, JsonSerializer.SerializeToUtf8Bytes(value, form));

    /// <summary>A refusal in the broker's form.</summary>
    public static SimAnswer Error(int status, int? code, string message) => Json(new ErrorJson(code, message), WireJson.Default.ErrorJson, status);
}
